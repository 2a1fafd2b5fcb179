"""Charts, reports and invitations: pictures and PDF files."""
