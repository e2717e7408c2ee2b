"""The platform's own pages: all towns and all their open calls. A visitor comes in, and leaves for a town."""
