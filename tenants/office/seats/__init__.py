"""Who works in this town hall and as what. Invitations come in, seats stay until someone ends them."""
