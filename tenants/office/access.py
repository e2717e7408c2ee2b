from tenants.gates.access import *  # moved: import from tenants.gates.access
