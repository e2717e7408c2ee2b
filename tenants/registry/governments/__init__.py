"""Local governments and their addresses. A sign-up comes in, a routable town leaves."""
