"""From an update to what is on disk: read, routed, loaded, decided and committed."""
