"""What other people's tables call the parts of a petition; the better name first."""

import unicodedata


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


KEY_NAMES = _names(
    """
    信访事项编号 | 信访件编号 | 信访编号 | 留言编号 | 投诉编号 | 受理编号 | 登记编号 | 工单编号 |
    案件编号 | 编号 | 件号 | 信件编号 | cr id | complaint id | complaint number | complaint no |
    case id | case number | case no | log no | log number | register number | reference |
    reference number | ref no | id | number
    """
)

WORDS: dict[str, tuple[str, ...]] = {
    "title": _names(
        """
        信访标题 | 留言主题 | 主题 | 标题 | 信件标题 | 诉求标题 | 事由 | 概要 | title | subject |
        heading | summary
        """
    ),
    "text": _names(
        """
        信访内容 | 留言详情 | 留言内容 | 反映内容 | 诉求内容 | 投诉内容 | 主要内容 | 信件内容 | 内容 |
        详情 | 反映问题 | 问题描述 | narrative | text | description | details | complaint text |
        allegation | message | content | body
        """
    ),
    "received_on": _names(
        """
        来信日期 | 收信日期 | 来访日期 | 登记日期 | 登记时间 | 受理日期 | 信访日期 | 信访时间 |
        留言时间 | 留言日期 | 投诉时间 | 投诉日期 | 收到日期 | 来件日期 | 日期 | complaint date |
        received | received on | date received | received date | registered | registration date |
        date filed | filed date | created | created at | created date | date
        """
    ),
    "occurred_on": _names(
        """
        发生日期 | 发生时间 | 事发日期 | 事发时间 | 案发时间 | 问题发生时间 | incident date |
        date of incident | occurred | occurred on | event date
        """
    ),
    "closed_on": _names(
        """
        办结日期 | 办结时间 | 结案日期 | 结案时间 | 办理完成时间 | closed date | date closed |
        closed | closed on | close date | completion date
        """
    ),
    "answer": _names(
        """
        答复意见 | 答复内容 | 回复内容 | 办理意见 | 处理意见 | 处理结果 | 办理结果 | 答复 | 回复 |
        answer | reply | response | outcome | resolution | finding
        """
    ),
    "answered_on": _names(
        """
        答复时间 | 答复日期 | 回复时间 | 回复日期 | answer date | answered | answered on |
        reply date | replied at | response date
        """
    ),
    "petitioner_name": _names(
        """
        信访人姓名 | 信访人 | 来信人 | 来访人 | 投诉人 | 反映人 | 姓名 | 留言用户 | 留言人 | 用户 |
        网民 | petitioner | petitioner name | complainant | complainant name | name | user |
        user name | username
        """
    ),
    "petitioner_phone": _names(
        """
        联系电话 | 电话 | 手机 | 手机号 | 手机号码 | 联系方式 | phone | telephone | mobile
        """
    ),
    "petitioner_address": _names(
        """
        住址 | 通讯地址 | 联系地址 | 家庭住址 | 地址 | address | home address
        """
    ),
    "place": _names(
        """
        问题属地 | 发生地 | 发生地点 | 事发地点 | 地点 | place | location | incident location |
        location code | city
        """
    ),
    "category": _names(
        """
        信访类别 | 问题类别 | 内容分类 | 诉求类别 | 业务类别 | 一级标签 | 一级分类 | 类别 | 分类 |
        category | complaint type | allegation category | category code | type
        """
    ),
    "purpose": _names(
        """
        信访目的 | 诉求目的 | purpose
        """
    ),
    "channel": _names(
        """
        信访形式 | 信访方式 | 来源渠道 | 受理渠道 | 形式 | 渠道 | channel | intake channel | method
        """
    ),
    "source": _names(
        """
        信访来源 | 交办单位 | 转办单位 | 来文单位 | 来源 | source | referred by
        """
    ),
    "organ_code": _names(
        """
        责任单位 | 办理单位 | 承办单位 | 受理单位 | 处理单位 | 登记单位 | 答复单位 |
        investigating agency | agency | responsible unit | unit | department | organ | organ code
        """
    ),
    "remedy_sought": _names(
        """
        信访诉求 | 诉求 | 请求 | 信访请求 | remedy sought | remedy | relief sought
        """
    ),
    "note": _names(
        """
        备注 | 说明 | 附注 | note | notes | remarks | comment | comments
        """
    ),
}


def normal(header: str) -> str:
    """Return a header as names are compared: small letters, blanks for marks, no brackets' content."""
    text = unicodedata.normalize("NFKC", header).casefold()
    text = text.split("(")[0] if not text.startswith("(") else text
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())
