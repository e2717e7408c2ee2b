"""The mechanics of rights and refusals that need no schema: who acts, who may, which view opens to whom."""
