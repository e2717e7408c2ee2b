from django.db import migrations

# Acts of before: signed as they were, published with the results of their call, and all they say holds.
FILL = """
UPDATE grants_award SET in_force = TRUE;
UPDATE grants_decision SET prepared_by = signed_by, prepared_at = signed_at, state = 'signed';
UPDATE grants_decision SET state = 'published', published_at = grants_call.results_at
FROM grants_call WHERE grants_call.id = call_id AND grants_call.results_at IS NOT NULL;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0007_blind_and_opinions'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
