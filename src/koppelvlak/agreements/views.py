from django.http import HttpResponse


def every(request):
    return HttpResponse()


def detail(request, uuid):
    return HttpResponse()


def covenant(request, uuid):
    return HttpResponse()
