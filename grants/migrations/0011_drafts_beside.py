from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0010_without_third'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_one_draft',
        ),
        migrations.AddField(
            model_name='application',
            name='draft_number',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft'), ('trial', False)), fields=('lot', 'organisation', 'draft_number'), name='application_one_draft'),
        ),
    ]
