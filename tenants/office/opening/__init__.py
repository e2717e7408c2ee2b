"""A local government is opened here: its schema from the template's SQL, its first seat. A sign-up comes in, a ready
town leaves."""
