"""Guards against overlapping live rows; `post_migrate` restores them where SQLite lost them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from office.people.sql import drop_guards, restore_guards


def create(_: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    restore_guards(schema_editor.connection.alias)


def drop(_: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop_guards(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_create_tables")]

    operations = [migrations.RunPython(create, drop)]
