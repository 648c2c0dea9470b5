from dengwen.foundation.staff.models.account import Account
from dengwen.foundation.staff.models.post import Post

__all__ = ["Account", "Post"]
