from tenants.gates.refusals import *  # moved: import from tenants.gates.refusals
