"""Signs of danger in other languages in Latin and Cyrillic letters, with what each says.

Keys have no accents where a script can do without, so neither have the forms: "möchte" is "mochte" here.
A star stands for endings. What is written in other scripts is in `danger_signs`.
"""

from typing import Final

from bot.core.typed.forms import any_of, read_forms

_GERMAN: Final = """
(will|mochte|moechte|wollte|wunsch*|wurde|am liebsten|lieber|besser|einfach) ..4 (sterben|tot|verschwinden|
    verrecken|nicht mehr da*|weg von (der|dieser) welt)                       # I want to be dead, gone
sterben (will|mochte|wollen|zu durfen)                                        # that I want to die
(ware|bin) [ich] ..2 (lieber|besser|bald) (tot|nicht mehr)                    # I would rather be dead
(tot (sein|ware)|nie geboren|abschiedsbrief|freitod|selbsttotung|lebensmude|
    suizid*)                                                                  # dead, never born, weary
nicht mehr (leben|aufwach*|aufzuwachen|da sein|hier sein|existieren|weiterleben|weiter leben|am leben| auf der
    welt)                                                                     # no longer live, wake
nie (wieder|mehr) (aufwach*|wach*)                                            # never wake up again
fur immer (schlafen|einschlafen|weg|verschwinden)                             # sleep for ever
kein* ..3 (zu leben|am leben|weiterzuleben|weiterleben|weiter zu leben|mehr leben)  # no reason to live
leben|lebens [so] (mude|satt|uberdrussig)                                     # tired of life
(mich|mir) ..3 (umbringen|umzubringen|erhang*|erschiess*|aufhang*|ritz*|verletz*|vergift*|toten|zu toten| das
    leben [zu] nehmen|(was|etwas) (antun|anzutun)|die pulsadern*)             # kill, hang, cut myself
(umbringen|umzubringen|bring* mich ..1 um|ritze mich|ritz mich)               # I kill myself
(selbst (verletz*|mord*)|selbstverletz*|selbstmord*)                          # self-harm, suicide
(allem|leben|es) [jetzt] (ein|zu) ende (setzen|machen|bereiten|bringen)       # put an end to it all
(dem (leben|ganzen) ein ende|schluss [zu] machen mit (allem|dem leben|mir))   # the same
(ohne mich ..2 (besser*|leichter|glucklicher)|(besser*|leichter|glucklicher) ..2 ohne
    mich)                                                                     # better without me
(niemand|keiner|keinem) ..3 (vermissen|fehlen|auffallen|merken)               # nobody will miss me
(zur|eine) last                                                               # a burden
(vor (den|einen) (zug|bus|lkw)|(von|vom) (der|einer|dach|balkon) [brucke] ..1 (springen|sturzen))  # jump
tabletten ..4 (genommen|schlucken|nehmen|gesammelt|geschluckt)                # I took the pills
(^ [ich] kann [einfach] nicht mehr $|(halt*|ertrag*) ..3 nicht mehr [aus] $)  # I can't go on
"""
_FRENCH: Final = """
(veux|voudrais|veut|envie d|envie de|prefer*|vais|aimerais|souhaite) ..2 (mourir|crever|disparaitre|en finir|
    me (tuer|suicider|pendre|jeter|foutre en l air|flinguer)|etre mort*|m endormir| plus (vivre|exister|etre
    la|me reveiller))                                                         # I want to die, vanish
(veux|voudrais|peux|sers|envie de|d) (plus|pas|ne plus|ne pas) ..1 (vivre|exister|etre (la|ici|en vie)|
    reveiller|continuer a vivre)                                              # I don't want to live
(a quoi (bon|ca sert) [de] vivre|sens (a|de) (la vie|vivre|ma vie))           # what for, no sense
(en finir [avec (la vie|tout)] $|en finir avec (la vie|tout)|fin a (mes jours|ma vie))  # have done with life
(plus|pas|aucune) ..1 (envie|raison|raisons|gout|gouts|force|forces) (de|a) [la]
    (vivre|vie)                                                               # no wish to live
me (suicider|tuer|pendre|flinguer|scarifi*|taillader|foutre en l air|fais du mal|tue|suicide|pends| coupe
    !(les cheveux))                                                           # kill, cut myself
(scarifi*|lettre d adieu|serais mieux mort*|(marre|fatigue*) de (vivre|la vie))  # tired of life
((mieux|tranquille|tranquilles|heureux) sans moi|manquer* a personne)         # better without me
(suis|etre) [juste] un (fardeau|poids)                                        # I'm a burden
(ne plus (me reveiller|exister|etre la|vivre)|jamais (me reveiller|ete ne*|du
    naitre))                                                                  # never wake, been born
(en|n en) peux plus [de (vivre|la vie|tout|cette vie)] $                      # I can't go on
sauter (du|d un|par la) (pont|toit|fenetre)                                   # jump off a bridge
(avaler|avale|pris) ..3 (cachets|medicaments|comprimes)                       # took pills
"""
_SPANISH: Final = """
(quiero|quisiera|deseo|gustaria|prefiero|voy a|preferiria|queria|mejor) ..2 (morir*|desaparecer|matar*|
    suicidar*| dejar de (vivir|existir)|acabar con (todo|mi vida)|estar muert*|no despertar*| (dormir|
    dormirme) (y no|para siempre))                                            # I want to die, vanish
(me (quiero|voy a|quisiera) (morir|matar|suicidar|ir de este mundo)|mejor muert*)  # the same
ganas (de|para) (morir*|vivir|seguir viviendo|desaparecer|matarme)            # a wish to die, none to live
no ..1 (quiero|deseo|puedo|aguanto|soporto|tengo ganas) ..2 (viviendo|existir|vida|viv*|despertar*| estar
    (aqui|en este mundo)) !(con|sol*|lejos|cerca|aqui|en !(este mundo))       # I don't want to live
(no (quiero|puedo) seguir [mas|asi|adelante] $|(no|ya no) (puedo|aguanto) mas $)  # I can't go on
(matarme|quitarme la vida|me (mato|suicido|ahorco)|terminar con (todo|mi vida))  # kill myself
((cortarme|me corto|me cortaba|me lastimo) !(el pelo)|(hacerme|me hago) dano|autolesi*)  # cut myself
((una|la) carga para|(mejor|felices|tranquilos|bien) sin mi)                  # a burden, better without
nadie me [va a] (extran*|echar* de menos)                                     # nobody will miss me
sentido (a|de|en) (vivir|la vida|mi vida)                                     # no sense in life
(no vale la pena|para que|no tiene sentido|sin sentido|cansad* de|hart* de) ..1 (vivir|la vida|seguir
    viviendo| vida)                                                           # not worth living
ojala ..3 (muert*|muriera|despert*|nacido|muera)                              # if only I died
(carta de despedida|tirarme (de|del|a|al|por))                                # farewell, jump
"""
_PORTUGUESE: Final = """
(quero|queria|gostaria de|prefiro|vou|preferia|melhor) ..2 (morrer|sumir|desaparecer|me matar|matar me| acabar
    com (tudo|a minha vida|minha vida)|estar mort*|dormir (e|pra|para) (nunca|nao|sempre)| me suicidar)
                                                                              # I want to die, vanish
vontade de (morrer|viver|sumir|me matar|desaparecer)                          # a wish to die, none to live
nao ..1 (quero|aguento|consigo|suporto|queria) ..2 (viver|existir|viv*|acordar|vida|estar aqui)  # not live
nao ..1 aguento mais $                                                        # I can't go on
me (matar|suicidar|cortar|mato|corto|mutilo|enforco)                          # kill, cut myself
(tirar|acabar com|por fim a) [a] [minha|propria]2 vida                        # end my life
((um|so um) (fardo|peso) (para|pra)|(melhor|melhores|felizes) sem mim)        # a burden, better without
ninguem ..3 (minha falta|saudade* de mim|sentir* falta)                       # nobody will miss me
((estar|estivesse|estaria) mort*|ter nascido|automutil*|carta de despedida)   # dead, not born
(cansad* de viver|sentido (na|em|da|de) ..1 (vida|viver)|sentido [em] viver|razao (para|pra)
    viver)                                                                    # no sense
"""
_ITALIAN: Final = """
(voglio|vorrei|desidero|preferirei|meglio|volevo) ..2 (morire|mort*|sparire|scomparire|farla finita|uccidermi|
    ammazzarmi|suicidarmi|impiccarmi|dormire (e non|per sempre)| non (svegliarmi|esserci|essere|esistere))
                                                                              # I want to die, vanish
non ..1 (voglio|vorrei|riesco|sopporto|ho) ..4 (vivere|esistere|svegliarmi|esserci|viv*|la vita)  # not live
(non ce la faccio piu [(a vivere|cosi)] $|basta vivere|mai nat*|lettera d addio)  # I can't go on
(voglia di (vivere|morire|sparire)|farla finita|togliermi la vita)            # no wish to live
mi ((ammazzo|uccido|suicido) $|(voglio|vorrei|sto per) (ammazzare|uccidere|suicidare|impiccare|
    morire))                                                                  # kill
(uccidermi|ammazzarmi|impiccarmi|autolesion*|(tagliarmi|mi taglio) !(i capelli))  # kill, cut myself
((un|solo un) peso per|(meglio|felici|bene) senza di me|nessuno ..2 manch*|mancherei a nessuno)  # a burden
(stanc* (di vivere|della vita)|(senso|pena|motivo|motivi) ..2 [di|per] vivere)  # tired of life
"""
_TURKISH: Final = """
(olmek ..2 isti*|olmeyi|(keske|bir) olse*|olsem|olseydim)                     # I want to die
(yasamak ..1 istem*|yasam* ..1 (anlami*|geregi*)|yasamaktan _|yasayam*|var olmak
    istem*)                                                                   # I don't want to live
(intihar*|canima kiy*|hayatima son*|kendimi ..1 (oldur*|as*|kes*|yak*|at*))   # kill, cut myself
(uyanmak ..1 istem*|uyuyup ..1 uyanma*)                                       # not wake up
((yok olmak|kaybolmak|gitmek bu dunyadan) isti*|[hic] dogmasaydim)            # vanish, not born
([artik] dayanamiyorum|hayattan biktim|bensiz daha _|yuk oluyorum|yukum)      # can't bear it, a burden
"""
_OTHERS: Final = """
(chce ..1 (umrzec|zniknac|sie zabic)|nie chce ..2 (zyc|istniec|obudzic*)|samoboj*|zabic sie|zabije sie| (po
    co|sensu) zyc|tne sie|lepiej beze mnie)                                   # Polish
((wil|wou|liever) ..3 (dood|sterven|verdwijnen)|zelfmoord*|mezelf (ophangen|van kant|snijden|pijn)| niet meer
    (leven|wakker worden|verder leven)|wil niet meer $|levensmoe|(beter|af) zonder mij)  # Dutch
((vill|onskar) ..1 (do|dod)|(vill|orkar) inte ..1 (leva|finnas)|sjalvmord*|ta mitt liv|skada mig|vil do| vil
    ikke leve|selvmord*|haluan kuolla|itsemurha*)                             # of the North
(chci (umrit|zemrit)|sebevra*|nechci [uz] zit|vreau sa mor|sinucid*|nu mai vreau sa traiesc|meg akarok halni|
    ongyilk*|samoubist*)                                                      # of the East of Europe
(ingin mati|mau mati|bunuh diri|muon chet|tu sat|gusto (ko|kong) [na|nang] mamatay|
    magpakamatay|nataka kufa)                                                 # further
((marna|marne) (chaht*|hai|ka)|mar (jana|jaana|jaun*|jau|jaoon)|(jeena|jina|jena) ..1 (nahi*|nai|nhi)| (nahi*|
    nhi) (jeena|jina|jena)|(jeene|jine) (ka|ki) _|khud kushi|khudkushi|atmahatya*|aatmahatya*| jaan de (du|
    dun|dunga|dungi|dena)|khud ko (maar*|khatam|marna)| zindagi (se (thak*|pareshan)|khatam)|bojh h*)  # Hindi
(hochu (umeret|sdohnut)|ne hochu [bolshe] zhit)                               # Russian
(areed|urid|uridu|ureed|3ayez|badi|abgha) [an] (amoot*|amut*|amout*)          # Arabic
(shinitai|kietai|xiang si|bu xiang huo*)                                      # Japanese, Chinese
"""
_SLAVIC: Final = """
(хочу|хочется|хотел*|лучше|скореи|мечтаю|готов*|пора) ..3 (умереть|умру|умерет*|сдохнуть|сдохну|исчезнуть|
    умер*| мертв*|не просыпаться|не проснуться|не существовать|уснуть и|заснуть и|повеситься|умирать)
                                                                              # I want to die
(не|неохота) (хочу|хочется|могу|вижу|хотел*|стоит) ..3 (жить|просыпаться|существовать|жизни) !(в|на|с|у|там|
    здесь|за|без)                                                             # I don't want to live
(не (просып*|просн*|рожд*|родил*)|незачем [больше] жить)                      # not wake, not be born
(нет|вижу|какои|никакого) ..1 смысл* ..3 (жить|жизни)                         # no sense in life
(зачем [мне|я] (жить|живу|вообще жить)|устал* (от жизни|жить)|надоело жить)   # what for, tired of life
(покончить|покончу|самоуби*|суицид*|повеситься|повешусь|выпил*ся)             # end it, suicide
((убить|убью|порезать|режу|резать) себя|себя (убить|убью|порезать|резать|режу))  # kill, cut myself
((выпил*|выпью|наглота*|наел*) ..2 таблет*|(режу|резать|вскр*|порез*) (вены|руки))  # pills, veins
(без меня ..3 (лучше|легче)|(лучше|легче) ..3 без меня|обуз*)                 # better without me, a burden
никто ..3 (замет*|скучать|заплачет)                                           # nobody will miss me
((больше|так) ..1 не могу $|не могу больше $|прыг* с (крыши|моста|балкона))   # I can't go on, jump
((хочу|хотів|хотіла|краще) ..3 (померти|здохнути|зникнути)|не хочу ..2 (жити|прокидатися)|самогуб*|вбити себе|
    немає сенсу жити)                                                         # Ukrainian
(искам да умра|желим да умрем|самоубиств*)                                    # Bulgarian, Serbian
"""
_IN_LATIN: Final = (_GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _TURKISH, _OTHERS)
LATIN: Final = any_of(form for table in _IN_LATIN for form in read_forms(table))
CYRILLIC: Final = any_of(read_forms(_SLAVIC))
