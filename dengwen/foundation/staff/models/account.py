"""A member of staff who may sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """One person's account. Rights come from posts, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    # Somebody else knows the password: whoever comes in with it chooses her own first.
    password_given = models.BooleanField(default=False)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name
