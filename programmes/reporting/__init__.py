"""How the programme's money stands. Asks for figures by name; higher floors register how each is computed."""
