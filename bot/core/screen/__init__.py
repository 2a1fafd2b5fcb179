"""What is to be shown, on any platform: screens, buttons, charts."""
