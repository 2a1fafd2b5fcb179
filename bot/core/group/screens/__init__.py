"""What a group, its members and its coaches see."""
