from django.http import HttpResponse

from tenants.gates.access import signed_in
from tenants.gates.doors import open_to


@open_to(signed_in)
def approve_update(request, **where):
    return HttpResponse()


@open_to(signed_in)
def attachment(request, **where):
    return HttpResponse()


@open_to(signed_in)
def attachments(request, **where):
    return HttpResponse()


@open_to(signed_in)
def copy(request, **where):
    return HttpResponse()


@open_to(signed_in)
def detach(request, **where):
    return HttpResponse()


@open_to(signed_in)
def detail(request, **where):
    return HttpResponse()


@open_to(signed_in)
def discard(request, **where):
    return HttpResponse()


@open_to(signed_in)
def edit(request, **where):
    return HttpResponse()


@open_to(signed_in)
def edit_update(request, **where):
    return HttpResponse()


@open_to(signed_in)
def export(request, **where):
    return HttpResponse()


@open_to(signed_in)
def file(request, **where):
    return HttpResponse()


@open_to(signed_in)
def file_update(request, **where):
    return HttpResponse()


@open_to(signed_in)
def formal(request, **where):
    return HttpResponse()


@open_to(signed_in)
def index(request, **where):
    return HttpResponse()


@open_to(signed_in)
def new(request, **where):
    return HttpResponse()


@open_to(signed_in)
def pdf(request, **where):
    return HttpResponse()


@open_to(signed_in)
def receipt(request, **where):
    return HttpResponse()


@open_to(signed_in)
def recheck(request, **where):
    return HttpResponse()


@open_to(signed_in)
def resign(request, **where):
    return HttpResponse()


@open_to(signed_in)
def return_update(request, **where):
    return HttpResponse()


@open_to(signed_in)
def summary(request, **where):
    return HttpResponse()


@open_to(signed_in)
def sums(request, **where):
    return HttpResponse()


@open_to(signed_in)
def update(request, **where):
    return HttpResponse()


@open_to(signed_in)
def update_sums(request, **where):
    return HttpResponse()


@open_to(signed_in)
def version_pdf(request, **where):
    return HttpResponse()


@open_to(signed_in)
def withdraw(request, **where):
    return HttpResponse()

