"""Settings of one installation, from the environment alone; every name is explained in docs/settings.md."""

import resource
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from config import env

# Secrets live in this process: it leaves no core dump.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"))).resolve()

DEBUG = False
DEMO = env.switch("DEMO", default=False)
HTTPS = env.switch("HTTPS", default=False)

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED:
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # A shared in-memory database locks whole tables under threads, so tests use a file too.
    DATABASES["default"]["TEST"] = {"NAME": env.text("TEST_DATABASE", "/tmp/e-performance-test.db")}  # noqa: S108

SECRET_KEY = env.secret(
    "SECRET_KEY", "SECRET_KEY_FILE", VAR_DIR / "secret" if EMBEDDED or DEMO else None
)
# Secrets of before, so that changing SECRET_KEY locks nobody out of keys and authenticators.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

STORE_DIR = Path(env.text("STORE_URL", f"file://{VAR_DIR / 'archive'}").removeprefix("file://"))
AUDIT_KEY_FILE = VAR_DIR / "keys" / "audit.pem"
ANCHOR_DIR = Path(env.text("ANCHOR_DIR", str(VAR_DIR / "anchors")))
AUDIT_ORIGIN = env.text("AUDIT_ORIGIN", "e-performance")
SIGNING_PROVIDER = env.text("SIGNING_PROVIDER", "pkcs12")
TSA_URLS = env.words("TSA_URLS")
TRUST_DIR = Path(env.text("TRUST_DIR", str(VAR_DIR / "trust")))
FONT_DIR = BASE_DIR / "node_modules" / "@expo-google-fonts" / "plus-jakarta-sans"
SITE_URL = env.text("SITE_URL", "http://localhost:8000")
if DEMO and SIGNING_PROVIDER != "pkcs12":
    raise ImproperlyConfigured(
        "DEMO=1 may shift the clock and never runs with a certified SIGNING_PROVIDER"
    )

# Only tests talk to a push service or a webhook on this machine; elsewhere such an address is refused.
OUTSIDE_LOOPBACK = False

REDIS_URL = env.text("REDIS_URL", "")
# Login limits are counted in the default cache: one count for all processes, in Redis or in the database. Page images
# are large and can be drawn again: without Redis each process keeps its own.
REDIS_CACHE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
CACHES = {
    "default": REDIS_CACHE
    if REDIS_URL
    else {"BACKEND": "office.acts.counting.SharedCounts", "KEY_PREFIX": "count"},
    "images": REDIS_CACHE
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
JOB_SCHEDULE = "config.schedule.PERIODIC"
JOB_WAKE = "config.celery.wake" if REDIS_URL else "office.jobs.services.no_wake"

INSTALLED_APPS = [
    "config",
    "demo",
    "performance.inspection",
    "performance.sanctions",
    "performance.tpp",
    "workflows.correction",
    "workflows.leave",
    "workflows.disbursement",
    "workflows.daily_report",
    "workflows.approval",
    "signing",
    "office.notices",
    "office.attendance",
    "office.people",
    "office.regulations",
    "office.acts",
    "office.jobs",
    "office.archive",
    "office.audit",
    "office.indonesia",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "viewflow",
    "viewflow.workflow",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    # These four stand outside of whatever answers early: a redirect, a file and a refusal carry the headers too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.guarding.BodyLimitMiddleware",
    "office.people.middleware.NamedHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.guarding.CleanTextMiddleware",
    "config.middleware.SurroundingsMiddleware",
    "config.middleware.ProblemMiddleware",
    "office.people.middleware.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["office.people.signing_in.NipBackend"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"
ACCOUNT_ADAPTER = "office.people.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False  # digits: an exact, indexed look-up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "office.people.forms.NipLoginForm",
    "change_password": "office.people.forms.NewPasswordForm",
}
# An office shares one address, and everyone signs in at 07.30; one NIP still gets five failures in five minutes.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}
MFA_FORMS = {
    "authenticate": "office.people.forms.CodeForm",
    "reauthenticate": "office.people.forms.CodeAgainForm",
}
MFA_ADAPTER = "office.people.signing_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "E-Performance"
MFA_PASSKEY_LOGIN_ENABLED = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
# The words of the imaginary people, shown on the demo's own login page and nowhere else.
DEMO_PASSWORD = "kota-contoh-2026" if DEMO else ""
DEMO_PASSPHRASE = "tanda tangan contoh" if DEMO else ""
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # 0.1 s; PBKDF2's million rounds take 0.4 s
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Our files only: no page of Viewflow or allauth's own is served, and Viewflow's styles name fonts it does not ship.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site has a use for our files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# A monitor asks the process itself, without the proxy in between.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.views.forged"
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.guarding.NoVariablesFilter"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Notices go by e-mail only where a server is named; without one nothing is sent and the page of settings says so.
MAIL_READY, MAIL = env.mail("EMAIL_URL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_READY else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL["host"], MAIL["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["user"], MAIL["password"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["starttls"], MAIL["tls"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text(
    "EMAIL_FROM", f"E-Performance <no-reply@{urlsplit(SITE_URL).hostname or 'localhost'}>"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
