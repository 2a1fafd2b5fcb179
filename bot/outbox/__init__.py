"""Makes chats look as their sessions say, as fast as the platform allows."""
