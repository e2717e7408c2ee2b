"""A local government signs up. A clerk with an idea comes in, an administrator of a working town leaves."""
