"""What authors of dialogs look at: a dialog in sentences, as a picture, as a schema; never a conversation."""
