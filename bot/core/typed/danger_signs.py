"""Signs of danger in other scripts, with what each says: words there are not apart, or glued together.

One regular expression a line, found anywhere in a key.
"""

import re
from typing import Final

_WISH: Final = "(اريد|اود|اتمني|اتمنى|بدي|عايز|عاوز|ابغى|ابي|نفسي|ودي|حابب|افضل|ليتني)"
_ARABIC: Final = r"""
WISH( \w+){0,2} (اموت|الموت|مت|ميت|ميته|اني مت)   # I want to die
WISH( \w+){0,2} (اختفي|الاختفاء|انتحر)   # I want to vanish
(لا|لم اعد|مش|ما|مو|مابي|ما ?عاد)( \w+){0,3} (اعيش|العيش|الحياه|الحياة)   # I don't want to live
(لا|لم اعد|مش|ما|مو|مابي|ما ?عاد)( \w+){0,3} (استيقظ|اصحى|اكون موجود)   # not wake, not be here
انتحار|انتحر   # suicide
(اقتل|اذي|اؤذي|اءذي|اوذي|اجرح|ايذاء|قتل) (نفسي|حالي)   # kill, hurt myself
(انهي|انهاء|اخلص) (من )?(حياتي|حياتى)   # end my life
(تعبت|سئمت|سيمت|مليت|زهقت|كرهت)( من)? (ال)?(حياة|حياه|حياتي|دنيا|عيش)   # tired of life
(عبء|عبا|عبئا|حمل) (\w+ )?على   # a burden
(افضل|احسن|بخير)( \w+)? (بدوني|من غيري)|(بدوني|من غيري)( \w+)? (افضل|احسن)   # better without me
(معنى|جدوى|فايده|فائدة)( \w+)? (حياتي|الحياة|من الحياة|لحياتي|للحياة)   # no sense in life
لم اولد   # never been born
"""
_HEBREW: Final = r"""
רוצה למות|להתאבד|לא רוצה לחיות   # I want to die
"""
_PERSIAN: Final = r"""
خودکشی|بمیرم|نمی ?خواهم زنده   # suicide, that I die
"""
_GREEK: Final = r"""
θελω να πεθανω|αυτοκτον|δεν θελω να ζ   # I want to die
"""
_CHINESE: Final = r"""
想死|想去死|死了(算|就|更|好|也)|不如死|寻死|尋死   # I want to die
不想活|不想再活|活不下去|活够|活夠|没有活|沒有活|不想醒|不(要|用)?再醒|永远睡   # I don't want to live, wake
活着没|活著沒|活着(真|太|好|很)|沒意思活|活下去的(意|理|勇|动|動)|生无可恋|生無可戀   # no sense in living
结束(生命|自己|一切|我的)|結束(生命|自己|一切|我的)|了结(自己|生命|一切)|轻生|輕生   # end my life
自杀|自殺|自残|自殘|自伤|割腕|跳楼|跳樓|跳河|上吊|烧炭|安眠药   # suicide, cutting, jumping
想消失|消失(掉|了)就好|离开这个世界|離開這個世界|解脱|解脫|遗书|遺書   # vanish, leave this world
没有我|沒有我|累赘|累贅|(我是|成为|成了).{0,4}负担   # without me, a burden
撑不下去|撐不下去   # I can't go on
"""
_JAPANESE: Final = r"""
死にた|しにた[いく]|死のう|死んでしまいた|死んだ(方|ほう)|死ぬ(しか|つもり|方法|こと)|自死   # I want to die
消えたい|消えたく|消えてしまいた|消えてなくなり|消えられ|いなくなりた|居なくなりた|いなくなれば   # vanish
首を?(吊|つ[るりっ])|飛び降り|飛び込み|練炭|オーバードーズ   # hang, jump, pills
リストカット|リスカ|手首を?切|自分を?傷つけ   # cutting
生きて(い)?(たくない|るのが|る意味|いけない|られない|くのが|ても|る価値)   # I don't want to live
生きる(意味|のが|気力|の(に)?(疲|つか)|価値|理由)   # no reason to live
目が?覚め(なければ|たくない|ないで|なくて)|眠ったまま|生まれて(こ|来)な   # not wake, not be born
終わりにしたい|人生を?終わ|もう限界   # it should end
(私|僕|俺)が?いない(方|ほう)|(私|僕|俺)なんか?い(なく|ない)   # better without me
"""
_HINDI: Final = r"""
मरना चाह|मर ?जा(ना|ऊ|उ|ए)|मरने का   # I want to die
जीना (नही|न |बेकार|मुश्किल)|जीने (का|की)|जिंदा नही|नही जीना|नहीं जीना   # I don't want to live
जान दे|जान ले|आत्महत्या|खुदकुशी|ख़ुदकुशी|अपनी जान|जीवन (समाप्त|खत्म|ख़त्म)|सब खत्म कर   # suicide
दगी (खत्म|ख़त्म|से (थक|तंग|हार))|बोझ (हू|बन)   # tired of life, a burden
(खुद|ख़ुद|अपने आप) को (मार|खत्म|ख़त्म|नुकसान|काट|चोट)   # kill, hurt myself
"""
_KOREAN: Final = r"""
죽고 ?싶|죽을래|죽어버리|죽는 ?게|살기 ?싫|살고 ?싶지   # I want to die
자살|자해|유서|뛰어내리|사라지고 ?싶|없어지고 ?싶   # suicide, vanish
살아갈 ?(이유|의미)|살 ?이유   # no reason to live
"""


def _all_signs(*tables: str) -> re.Pattern[str]:
    lines = (
        line.partition("   # ")[0].strip().replace("WISH", _WISH)
        for table in tables
        for line in table.splitlines()
    )
    return re.compile("|".join(f"(?:{line})" for line in lines if line))


DANGER_SIGNS: Final = _all_signs(*(_ARABIC, _HEBREW, _PERSIAN, _GREEK, _CHINESE, _JAPANESE, _HINDI, _KOREAN))
