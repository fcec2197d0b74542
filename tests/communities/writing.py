"""What the test's views write."""

from communities.models import Membership
from tests.factories import a_person


def write(request):
    Membership.objects.create(person=a_person(), display_name=request.GET.get("name", "written"))
