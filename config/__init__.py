"""The roof: wires every floor together, knows everyone, is known by no one."""
