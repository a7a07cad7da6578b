from django.db import migrations


class Migration(migrations.Migration):
    """The table stays; from here on `office.notices` describes it."""

    dependencies = [("people", "0005_add_api_keys")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Notice")])
    ]
