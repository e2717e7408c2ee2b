"""The ground an operator starts from. Nothing in the product imports it."""
