from tenants.gates.doors import *  # moved: import from tenants.gates.doors
