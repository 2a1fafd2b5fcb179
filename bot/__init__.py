"""Decision Coach."""
