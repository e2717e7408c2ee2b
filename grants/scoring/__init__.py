"""A committee is appointed, declares and scores here. Offers fit for it come in, a ranking leaves."""
