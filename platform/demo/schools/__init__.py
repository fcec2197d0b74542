"""The government schools of New South Wales as communities, and a grant by their enrolment.

The data: NSW Department of Education, CC BY."""
