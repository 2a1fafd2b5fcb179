"""The only way from many people's answers to anything that is shown."""
