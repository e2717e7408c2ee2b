from django.http import HttpResponse
from tenants.gates.access import anyone
from tenants.gates.doors import open_to
@open_to(anyone)
def index(request): return HttpResponse()
@open_to(anyone)
def detail(request, ref): return HttpResponse()
