"""Signs of danger in other languages, by the same constructions, each with its forms.

Keys have no accents where a script can do without, so neither have the forms: "möchte" is "mochte" here.
"""

import re
from typing import Final

_GERMAN: Final = (
    "(?:will|mochte|moechte|wollte|wunschte?|wurde|am liebsten|lieber|besser|"
    r"einfach)(?: \w+){0,4} (?:sterben|tot|verschwinden|verrecken|nicht mehr da|weg von (?:der|"
    "dieser) welt)|sterben (?:will|mochte|wollen|zu durfen)|(?:ware|"
    r"bin) (?:ich )?(?:\w+ ){0,2}(?:lieber|besser|bald) (?:tot|nicht mehr)|tot (?:sein|ware)|"
    r"nicht mehr (?:leben|aufwach\w*|aufzuwachen|da sein|hier sein|existieren|weiterleben|am leben|"
    r"auf der welt|weiter leben)|nie (?:wieder|mehr) (?:aufwach\w*|wach)|fur immer (?:schlafen|einschlafen|"
    r"weg|verschwinden)|(?:kein\w*|keine)(?: \w+){0,3} (?:zu leben|am leben|weiterzuleben|weiterleben|"
    "weiter zu leben|mehr leben)|lebensmude|leben(?:s)? (?:so )?(?:mude|satt|uberdrussig)|(?:mich|"
    r"mir)(?: \w+){0,3} (?:um(?:zu)?bringen|erhang\w*|erschiess\w*|aufhang\w*|ritze?n?|verletze?n?|"
    r"vergifte\w*|toten|zu toten|das leben (?:nehmen|zu nehmen)|(?:was|etwas) an(?:zu)?tun|"
    r"die pulsadern\w*)\b|umbringen|umzubringen|bring\w* mich (?:\w+ )?um|ritze mich|ritz mich|"
    r"selbst ?verletz\w*|selbst ?mord\w*|suizid\w*|freitod|selbsttotung|(?:allem|leben|"
    "es) (?:jetzt )?(?:ein|zu) ende (?:setzen|machen|bereiten|bringen)|dem (?:leben|ganzen) ein ende|"
    r"schluss (?:zu )?machen mit (?:allem|dem leben|mir)|ohne mich (?:\w+ ){0,2}(?:besser|leichter|"
    r"glucklicher)|(?:besser|leichter|glucklicher)(?: \w+){0,2} ohne mich|nie geboren|(?:niemand|keiner|"
    r"keinem)(?: \w+){0,3} (?:vermissen|fehlen|auffallen|merken)|(?:zur|eine) last|vor (?:den|"
    r"einen) (?:zug|bus|lkw)|(?:von|vom) (?:der|einer|dach|balkon) ?(?:brucke)?(?: \w+)? ?(?:springen|"
    r"sturzen)|tabletten(?: \w+){0,4} (?:genommen|schlucken|nehmen|gesammelt|geschluckt)|"
    r"^(?:ich )?kann (?:einfach )?nicht mehr$|(?:halte?|ertrag\w*)(?: \w+){0,3} nicht mehr(?: aus)?$|"
    "abschiedsbrief"
)
_FRENCH: Final = (
    r"(?:veux|voudrais|veut|envie d|envie de|prefer\w*|vais|aimerais|souhaite)(?: \w+){0,2} (?:mourir|"
    r"crever|disparaitre|en finir|me (?:tuer|suicider|pendre|jeter|foutre en l air|flinguer)|etre mort\w*|"
    "plus (?:vivre|exister|etre la|me reveiller)|m endormir)|(?:veux|voudrais|peux|sers|envie de|"
    r"d) (?:plus|pas|ne plus|ne pas) (?:\w+ )?(?:vivre|exister|etre (?:la|ici|en vie)|reveiller|"
    "continuer a vivre)|a quoi (?:bon|ca sert)(?: de)? vivre|sens (?:a|de) (?:la vie|vivre|ma vie)|"
    "en finir(?: avec (?:la vie|tout))?$|en finir avec (?:la vie|tout)|(?:plus|pas|"
    r"aucune) (?:\w+ )?(?:envie|raison|gout|force)s? (?:de|a) (?:la )?(?:vivre|vie)|me (?:suicider|tuer|"
    "pendre|flinguer|scarifier|taillader|foutre en l air)|me (?:fais du mal|coupe (?!les cheveux)|"
    r"scarifie|tue|suicide|pends)|fin a (?:mes jours|ma vie)|scarifi\w*|(?:mieux|tranquilles?|"
    "heureux) sans moi|(?:suis|etre) (?:juste )?un (?:fardeau|poids)|ne plus (?:me reveiller|exister|"
    r"etre la|vivre)|jamais (?:me reveiller|ete ne\w*|du naitre)|(?:en|n en) peux plus(?: de (?:vivre|"
    r"la vie|tout|cette vie))?$|sauter (?:du|d un|par la) (?:pont|toit|fenetre)|manquera\w* a personne|"
    r"(?:avaler|avale|pris)(?: \w+){0,3} (?:cachets|medicaments|comprimes)|marre de (?:vivre|la vie)|"
    r"fatigue\w* de vivre|lettre d adieu|serais mieux mort\w*"
)
_SPANISH: Final = (
    r"(?:quiero|quisiera|deseo|gustaria|prefiero|voy a|preferiria|queria|mejor)(?: \w+){0,2} (?:morir\w*|"
    r"desaparecer|matar\w*|suicidar\w*|dejar de (?:vivir|existir)|acabar con (?:todo|mi vida)|"
    r"estar muert[oa]|dormir(?:me)? (?:y no|para siempre)|no despertar\w*)|me (?:quiero|voy a|"
    r"quisiera) (?:morir|matar|suicidar|ir de este mundo)|ganas (?:de|para) (?:morir\w*|vivir|"
    r"seguir viviendo|desaparecer|matarme)|no (?:\w+ )?(?:quiero|deseo|puedo|aguanto|soporto|"
    r"tengo ganas)(?: \w+){0,2} (?:vivir(?! (?:con|sol[oa]|lejos|cerca|aqui|en (?!este mundo))\b)|"
    r"viviendo|existir|vida|viv[oa]|despertar\w*|estar (?:aqui|"
    "en este mundo))|no (?:quiero|puedo) seguir(?: mas| asi| adelante)?$|matarme|quitarme la vida|"
    "me (?:mato|suicido|ahorco)|cortarme(?! el pelo)|me (?:corto|cortaba|lastimo)(?! el pelo)|(?:hacerme|"
    r"me hago) dano|autolesi\w*|(?:una|la) carga para|(?:mejor|felices|tranquilos|bien) sin mi$|(?:mejor|"
    "felices|tranquilos) sin mi|sentido (?:a|de|en) (?:vivir|la vida|mi vida)|"
    r"nadie me (?:va a )?(?:extran\w*|echar\w* de menos)|(?:no vale la pena|para que|no tiene sentido|"
    r"sin sentido|cansad[oa] de|hart[oa] de)(?: \w+)? (?:vivir|la vida|seguir viviendo|vida)|"
    r"ojala(?: \w+){0,3} (?:muert[oa]|muriera|despert\w*|nacido|muera)|(?:no|ya no) (?:puedo|"
    "aguanto) mas$|terminar con (?:todo|mi vida)|mejor muert[oa]|carta de despedida|tirarme (?:de|a|por)"
)
_PORTUGUESE: Final = (
    r"(?:quero|queria|gostaria de|prefiro|vou|preferia|melhor)(?: \w+){0,2} (?:morrer|sumir|desaparecer|"
    "me matar|matar me|acabar com (?:tudo|a minha vida|minha vida)|estar mort[oa]|dormir (?:e|pra|"
    "para) (?:nunca|nao|sempre)|me suicidar)|vontade de (?:morrer|viver|sumir|me matar|desaparecer)|"
    r"nao (?:\w+ )?(?:quero|aguento|consigo|suporto|queria)(?: \w+){0,2} (?:viver|existir|viv[oa]|"
    r"acordar|vida|estar aqui)|nao (?:\w+ )?aguento mais$|me (?:matar|suicidar|cortar|mato|corto|mutilo)|"
    "(?:tirar|acabar com|por fim a) (?:a )?(?:minha |propria )*vida|(?:um|so um) (?:fardo|peso) (?:para|"
    r"pra)|(?:melhor|melhores|felizes) sem mim|ninguem(?: \w+){0,3} (?:minha falta|saudades? de mim|"
    r"sentir\w* falta)|(?:estar|estivesse|estaria) mort[oa]|ter nascido|automutil\w*|me enforco|"
    r"cansad[oa] de viver|sentido (?:na|em|da|de) (?:\w+ )?(?:vida|viver)|razao (?:para|pra) viver|"
    "sentido (?:em )?viver|carta de despedida"
)
_ITALIAN: Final = (
    r"(?:voglio|vorrei|desidero|preferirei|meglio|volevo)(?: \w+){0,2} (?:morire|mort[oa]|sparire|"
    "scomparire|farla finita|uccidermi|ammazzarmi|suicidarmi|impiccarmi|dormire (?:e non|per sempre)|"
    r"non (?:svegliarmi|esserci|essere|esistere))|non(?: \w+)? (?:voglio|vorrei|riesco|sopporto|"
    r"ho)(?: \w+){0,4} (?:vivere|esistere|svegliarmi|esserci|viv[oa]|la vita)|"
    "non ce la faccio piu(?: (?:a vivere|cosi))?$|voglia di (?:vivere|morire|sparire)|farla finita|"
    "togliermi la vita|mi (?:voglio|vorrei|ammazzo|uccido|suicido|sto per) ?(?:ammazzare|uccidere|"
    "suicidare|impiccare|morire|$)|uccidermi|ammazzarmi|impiccarmi|tagliarmi(?! i capelli)|"
    r"mi taglio(?! i capelli)|autolesion\w*|(?:un|solo un) peso per|(?:meglio|felici|bene) senza di me|"
    r"stanc[oa] (?:di vivere|della vita)|(?:senso|pena|motivo)(?: \w+){0,2} (?:vivere|di vivere)|"
    r"mai nat[oa]|nessuno(?: \w+){0,2} manch\w*|mancherei a nessuno|lettera d addio|basta vivere"
)
_TURKISH: Final = (
    r"olmek(?: \w+){0,2} isti\w*|olmeyi|(?:keske|bir) olse\w*|olsem|olseydim|intihar\w*|"
    r"yasamak(?: \w+)? istem\w*|yasamaktan \w+|kendimi(?: \w+)? (?:oldur|as|kes|yak|at)\w*|canima kiy\w*|"
    r"uyanmak(?: \w+)? istem\w*|(?:yok olmak|kaybolmak|gitmek bu dunyadan) isti\w*|hayatima son\w*|"
    r"yasamanin(?: \w+)? (?:anlami|geregi)\w*|(?:artik )?dayanamiyorum|bensiz daha \w+|(?:yuk oluyorum|"
    r"yukum)|yasayam\w*|(?:hic )?dogmasaydim|var olmak istem\w*|uyuyup (?:\w+ )?uyanma\w*|hayattan biktim"
)
_OTHER_LATIN: Final = (
    r"chce(?: \w+)? (?:umrzec|zniknac|sie zabic)|nie chce(?: \w+){0,2} (?:zyc|istniec|obudzic)|"
    r"samoboj\w*|zabic sie|zabije sie|(?:po co|sensu) zyc|tne sie|lepiej beze mnie|(?:wil|wou|"
    r"liever)(?: \w+){0,3} (?:dood|sterven|verdwijnen)|zelfmoord|mezelf (?:ophangen|van kant|snijden|"
    "pijn)|niet meer (?:leven|wakker worden|verder leven)|wil niet meer$|levensmoe|(?:beter|"
    r"af) zonder mij|(?:vill|onskar)(?: \w+)? (?:do|dod)\b|(?:vill|orkar) inte(?: \w+)? (?:leva|finnas)|"
    r"sjalvmord\w*|ta mitt liv|skada mig|vil do\b|vil ikke leve|selvmord\w*|haluan kuolla|itsemurha\w*|"
    r"chci umrit|chci zemrit|sebevra\w*|nechci(?: uz)? zit|vreau sa mor|sinucid\w*|nu mai vreau sa traiesc|"
    r"meg akarok halni|ongyilk\w*|ingin mati|mau mati|bunuh diri|muon chet|tu sat|"
    r"gusto ko(?: na)?(?:ng)? mamatay|magpakamatay|nataka kufa|samoubist\w*|"
    # written in Latin letters
    r"mar(?:na|ne) (?:chaht\w*|hai|ka)|mar (?:jaa?na|jaun\w*|jau|jaoon)|jee?na (?:\w+ )?(?:nahi\w*|nai|nhi|"
    r"nahin)|(?:nahi\w*|nhi|nahin) jee?na|jee?ne (?:ka|ki) \w+|khud ?kushi|a+tmahatya|jaan de (?:du|dun|"
    r"dunga|dungi|dena)|khud ko (?:maar|khatam|marna)|zindagi (?:se thak|khatam|se pareshan)\w*|bojh h\w+|"
    "hochu umeret|hochu sdohnut|ne hochu (?:bolshe )?zhit|(?:areed|urid|uridu|ureed|3ayez|badi|"
    r"abgha) (?:an )?(?:amoot|amut|amout)|shinitai|kietai|xiang si|bu xiang huo\w*"
)
_SLAVIC: Final = (
    r"(?:хочу|хочется|хотел\w*|лучше|скореи|мечтаю|готов\w*|пора)(?: \w+){0,3} (?:умереть|умру|умерет|"
    r"сдохнуть|сдохну|исчезнуть|умер\w*|мертв\w*|не просыпаться|не проснуться|не существовать|уснуть и|"
    r"заснуть и|повеситься|умирать)|(?:не|неохота) (?:хочу|хочется|могу|вижу|хотел\w*|"
    r"стоит)(?: \w+){0,3} (?:жить|просыпаться|существовать|жизни)(?! (?:в|на|с|у|там|здесь|за|без)\b)|"
    r"не просып\w+|не просн\w+|незачем (?:больше )?жить|(?:нет|вижу|какои|"
    r"никакого) (?:\w+ )?смысла?(?: \w+){0,3} (?:жить|жизни)|зачем (?:мне |я )?(?:жить|живу|вообще жить)|"
    r"устал\w* (?:от жизни|жить)|надоело жить|покончить|покончу|самоуби\w*|суицид\w*|(?:убить|убью|"
    "порезать|режу|резать) себя|себя (?:убить|убью|порезать|резать|режу)|повес(?:иться|люсь)|(?:выпил|"
    r"выпью|наглота|наел)\w*(?: \w+){0,2} таблет\w*|(?:режу|резать|вскр\w+|порез\w+) (?:вены|руки)|"
    r"без меня(?: \w+){0,3} (?:лучше|легче)|(?:лучше|легче)(?: \w+){0,3} без меня|обуз\w*|"
    r"никто(?: \w+){0,3} (?:заметит|скучать|заплачет)|(?:больше|так)(?: \w+)? не могу$|не могу больше$|"
    r"выпил\w*ся|прыг\w+ с (?:крыши|моста|балкона)|не рожд\w+|не родил\w+|(?:хочу|хотів|хотіла|"
    r"краще)(?: \w+){0,3} (?:померти|здохнути|зникнути)|не хочу(?: \w+){0,2} (?:жити|прокидатися)|"
    r"самогуб\w*|вбити себе|немає сенсу жити|искам да умра|желим да умрем|самоубиств\w*"
)
_SCRIPTS: Final = (
    # Arabic and Persian
    "(?:اريد|اود|اتمني|اتمنى|بدي|عايز|عايزه|عاوز|عاوزه|ابغى|ابي|نفسي|ودي|حابب|افضل|ليتني|"
    r"يا ?ليتني)(?: \w+){0,2} (?:اموت|الموت|اختفي|انتحر|الاختفاء|مت|ميت|ميته|اني مت)|(?:لا|لم اعد|مش|ما|"
    r"مو|مابي|ما ?عاد)(?: \w+){0,3} (?:اعيش|العيش|الحياه|الحياة|استيقظ|اصحى|اكون موجود\w*)|انتحار|انتحر|"
    "(?:اقتل|اذي|اؤذي|اءذي|اوذي|اجرح|ايذاء|قتل) (?:نفسي|حالي)|(?:انهي|انهاء|اخلص|انهي) (?:من )?(?:حياتي|"
    "حياتى)|(?:تعبت|سئمت|سيمت|مليت|زهقت|كرهت)(?: من)? (?:ال)?(?:حياة|حياه|حياتي|دنيا|عيش)|(?:عبء|عبا|عبئا|"
    r"حمل) (?:\w+ )?على|(?:افضل|احسن|بخير)(?: \w+)? (?:بدوني|من غيري)|(?:بدوني|من غيري)(?: \w+)? (?:افضل|"
    r"احسن)|(?:معنى|جدوى|فايده|فائدة)(?: \w+)? (?:حياتي|الحياة|من الحياة|لحياتي|للحياة)|لم اولد|خودکشی|"
    "بمیرم|نمی ?خواهم زنده|"
    # Hebrew, Greek
    "רוצה למות|להתאבד|לא רוצה לחיות|θελω να πεθανω|αυτοκτον|δεν θελω να ζ|"
    # Chinese
    "想死|想去死|不想活|不想再活|活不下去|活够|活夠|活着没|活著沒|活着(?:真|太|好|很)|沒意思活|没有活|沒有活|活下去的(?:意|理|勇|动|動)|结束(?:生命|自己|一切|我的)|"
    "結束(?:生命|自己|一切|我的)|自杀|自殺|自残|自殘|自伤|割腕|跳楼|跳樓|跳河|轻生|輕生|想消失|消失(?:掉|了)就好|寻死|尋死|上吊|烧炭|不想醒|不(?:要|用)?再醒|永远睡|"
    "没有我|沒有我|累赘|累贅|(?:我是|成为|成了).{0,4}负担|解脱|解脫|遗书|遺書|死了(?:算|就|更|好|也)|撑不下去|撐不下去|不如死|离开这个世界|離開這個世界|生无可恋|"
    "生無可戀|了结(?:自己|生命|一切)|安眠药|"
    # Japanese
    "死にた|しにた[いく]|死のう|死んでしまいた|死んだ(?:方|ほう)|死ぬ(?:しか|つもり|方法|こと)|消えたい|消えたく|消えてしまいた|消えてなくなり|消えられ|いなくなりた|居なくなりた|"
    "いなくなれば|自死|首を?(?:吊|つ[るりっ])|飛び降り|飛び込み|リストカット|リスカ|手首を?切|生きて(?:い)?(?:たくない|るのが|る意味|いけない|られない|くのが|ても|る価値)|"
    "生きる(?:意味|のが|気力|の(?:に)?(?:疲|つか)|価値|理由)|目が?覚め(?:なければ|たくない|ないで|なくて)|終わりにしたい|人生を?終わ|練炭|オーバードーズ|もう限界|(?:私|"
    "僕|俺)が?いない(?:方|ほう)|(?:私|僕|俺)なんか?い(?:なく|ない)|眠ったまま|生まれて(?:こ|来)な|自分を?傷つけ|"
    # Hindi
    "मरना चाह|मर ?जा(?:ना|ऊ|उ|ए)|मरने का|जीना (?:नही|न |बेकार|मुश्किल)|जीने (?:का|की)|जिंदा नही|जान दे|"
    "जान ले|आत्महत्या|खुदकुशी|ख़ुदकुशी|दगी (?:खत्म|ख़त्म|से (?:थक|तंग|हार))|(?:खुद|ख़ुद|"
    "अपने आप) को (?:मार|खत्म|ख़त्म|नुकसान|काट|चोट)|अपनी जान|बोझ (?:हू|बन)|जीवन (?:समाप्त|खत्म|ख़त्म)|"
    "नही जीना|नहीं जीना|सब खत्म कर|"
    # Korean
    "죽고 ?싶|죽을래|죽어버리|자살|자해|살기 ?싫|살고 ?싶지|사라지고 ?싶|"
    "죽는 ?게|살아갈 ?(?:이유|의미)|살 ?이유|유서|없어지고 ?싶|뛰어내리"
)
LATIN: Final = re.compile(
    rf"\b(?:{_GERMAN}|{_FRENCH}|{_SPANISH}|{_PORTUGUESE}|{_ITALIAN}|{_TURKISH}|{_OTHER_LATIN})"
)
CYRILLIC: Final = re.compile(rf"\b(?:{_SLAVIC})")
ANY_CYRILLIC: Final = re.compile("[а-яіїє]")
OTHER_SCRIPTS: Final = re.compile(_SCRIPTS)
