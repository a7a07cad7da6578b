import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of notices comes as people left it; notices of before keep no kind."""

    initial = True

    dependencies = [
        ("people", "0006_hand_notices_to_their_room"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("link", models.CharField(blank=True, max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="people.employee",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "people_notice",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["employee", "-id"], name="notice_of_person")
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            "notice", "kind", models.CharField(max_length=12, default=""), preserve_default=False
        ),
        migrations.AddField(
            "notice",
            "title",
            models.CharField(blank=True, max_length=240, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "notice", "way", models.CharField(max_length=8, default="app"), preserve_default=False
        ),
        migrations.CreateModel(
            name="NoticeHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quiet_from", models.TimeField()),
                ("quiet_until", models.TimeField()),
                ("workdays_only", models.BooleanField()),
                ("digest_hour", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=5)),
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest_hour__lte", 23)), name="digest_hour_of_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("way", models.CharField(max_length=8)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("employee", "kind"), name="one_wish_per_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "waiting",
                                    "overdue",
                                    "returned",
                                    "approved",
                                    "signed",
                                    "rejected",
                                    "mandate",
                                    "dispute",
                                    "duty",
                                    "discipline",
                                    "signing",
                                ],
                            )
                        ),
                        name="notice_wish_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["app", "mail", "digest", "none"])),
                        name="notice_wish_way_known",
                    ),
                ],
            },
        ),
    ]
