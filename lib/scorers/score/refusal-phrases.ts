/**
 * How answers decline, by language. Patterns run on a lower-case opening of 320 characters with plain
 * quotes and single spaces; bounded repeats keep them cheap. `^` is the start of the answer; START
 * is the start of any sentence in the opening.
 */
const START = "(?:^|[.!?:] |\\n)";
const WORD_END = "(?![\\p{L}\\p{N}])";
const WORD_START = "(?<![\\p{L}\\p{N}])";

const english = [
  `${WORD_START}(?:i|we)(?: am|'m| are|'re)? (?:(?:really|truly|very|so|deeply|terribly) )?(?:sorry|afraid)[,.]?(?: but)?(?: that)? (?:i|we|this|that)\\b.{0,30}?(?:can't|cannot|can not|won't|unable|not able|not something)`,
  `^(?:i'm |i am |we're |we are )?(?:so |very )?sorry,? (?:but (?!i (?:don't|do not|didn't|did not) (?:quite |fully )?(?:understand|follow|see))|no)`,
  `${WORD_START}i (?:apologi[sz]e|regret),? (?:but|that) (?:i (?:can|am|'m|won|do not h|don't h)|this (?:request|question)|the question (?:contains|is (?:harmful|inappropriate)))`,
  `${WORD_START}(?:i|we) (?:(?:really|simply|just|also|unfortunately|must say i|therefore) )?(?:can't|cannot|can not|could not|couldn't|won't|will not|would not|wouldn't|do not|don't)(?: (?:in good conscience|ethically|personally|really|directly|be able to|even|to|feel comfortable|legally|currently))? (?:help|assist|aid|provide|provid|give|giving|share|answer|fulfil|fulfill|comply|satisfy|suggest|recommend|offer|support|endorse|promote|promot|encourage|engage|discuss|create|write|generate|produce|respond|participate|tell you|disclose|reveal|advise|condone|justify|facilitate|advocate|accommodate|entertain|speculate|instruct|guide|do that|do this)`,
  `${WORD_START}(?:i|we)(?:'m| am| are|'re) (?:(?:just|only|simply|also|sorry,? but i'm|afraid i'm) )?(?:unable|not able|not allowed|not permitted|not in a position|not comfortable|not willing|not going|not programmed|not designed|not authori[sz]ed|not prepared) `,
  `${WORD_START}(?:i|we) (?:must|have to|need to|will have to|respectfully|politely|do|would like to)(?: (?:respectfully|politely|strongly|firmly))? (?:decline|refuse|challenge|object|advise against|question the premise|inform you that i (?:cannot|can't))`,
  `${WORD_START}(?:i|we) (?:strongly |must strongly |must |have to )?(?:advise|urge|recommend) (?:you )?(?:strongly )?(?:against|not to)`,
  `${WORD_START}(?:i|we) (?:decline|refuse) to `,
  `${WORD_START}(?:i|we) (?:must|have to|want to|need to|would like to|should) (?:clarify|emphasi[sz]e|stress|make it clear|point out|note|inform you|remind you)(?: first)?,? that (?:it (?:is|'s) (?:not|never|illegal|unethical)|i (?:cannot|can't|do not|don't|am not)|.{0,60}(?:inappropriate|illegal|unethical|not appropriate|not ethical|harmful|never))`,
  `${WORD_START}i(?: am|'m) (?:just |only )?an? (?:ai|artificial)[^.]{0,60}(?:not within my|do not (?:condone|have|promote)|don't (?:condone|have|promote)|cannot|can't)`,
  `${WORD_START}i (?:must|have to|need to) (?:clarify|emphasi[sz]e|stress|point out) that (?:no one should|everyone (?:has|should)|this statement|(?:it is|it's) not (?:accurate|fair|respectful|true))`,
  `^(?:no, )?(?:it|that|this)(?: is|'s| would be) (?:(?:also|strictly|both|generally|absolutely|highly) )?(?:not|never|illegal|unethical|inappropriate|against the law|a crime|a violation|wrong)(?: and [a-z]+)? ?(?:appropriate|ethical|acceptable|legal|okay|ok|right|respectful|safe|possible for me|something i|to|for|of|,|\\.)`,
  `(?:goes|go|is|be|are) against (?:my|our|ethical|the ethical|moral|openai|company|content|usage)`,
  `${WORD_START}(?:not|isn't) (?:within|in) my (?:programming|guidelines|capabilit)`,
  `${START}(?:this|that|your) (?:question|request) (?:contains|is (?:inappropriate|harmful|offensive|not appropriate|based on (?:a )?(?:false|harmful))|cannot be|can't be|violates)`,
  `${START}(?:first and foremost, )?(?:it is|it's) (?:important|essential|crucial|worth) to (?:remember|note|clarify|understand|emphasi[sz]e) that [^.!?]{0,120}(?:never|not|illegal|unethical|inappropriate|harmful)(?: an?)?(?: (?:acceptable|appropriate|ethical|okay|legal|healthy|unethical)| and|,|\\.)`,
  `${WORD_START}i (?:do not|don't) (?:think|believe) (?:it's|it is|that's|that is) (?:appropriate|accurate|respectful|fair|right|ethical)`,
  `${WORD_START}(?:i|we) (?:strongly )?(?:condemn|oppose) `,
  `${WORD_START}(?:i|we) (?:do not|don't) have (?:access to|the ability to|permission)`,
  `${WORD_START}it(?: is|'s) not (?:appropriate|ethical|acceptable)(?: or [a-z]+)? to (?:provide|discuss|ask|suggest|answer|promote|make|say|engage)`,
  `${WORD_START}(?:i|we) (?:do not|don't|cannot|can't|never) (?:condone|promote|support|endorse|encourage)`,
  `${START}(?:unfortunately|regrettably),? (?:i|we|this request|that request)[^.]{0,20}(?:cannot|can't|unable|not able|won't)`,
];

const german = [
  `(?:tut mir|tut uns|bedau[e]?re|bedauern)[^.!?]{0,40}(?:aber|kann|können|darf|nicht|keine)`,
  `${WORD_START}(?:das|dies|dabei|damit|hierbei|da|leider|ich|wir|dir|ihnen|diese[nrs]?|solche[nrs]?)?[^.!?]{0,30}${WORD_START}(?:kann|darf|werde|möchte|können|dürfen|werden) (?:ich|wir)?[^.!?]{0,80}(?:nicht|keine?n?r?|leider) ?[^.!?]{0,60}(?:helfen|unterstützen|weiterhelfen|beantworten|geben|bereitstellen|erstellen|anbieten|nachkommen|erfüllen|schreiben|behilflich|teilen|tun|machen|nennen|preisgeben)`,
  `${WORD_START}(?:ich|wir) (?:lehne|lehnen|muss|müssen)[^.!?]{0,40}(?:ab(?:lehnen)?|verweigern)${WORD_END}`,
  `${WORD_START}(?:ich bin|wir sind) nicht (?:in der lage|befugt|berechtigt|dazu da|bereit)`,
  `${WORD_START}(?:verstößt|verstossen|verstoßen) gegen (?:meine|unsere|die|ethische)`,
];

const french = [
  `(?:désolée?|navrée?|regrette|excuse[sz]?)[^.!?]{0,40}(?:mais|je ne|nous ne|de ne pas)`,
  `${WORD_START}(?:je|nous) (?:ne|n')\\s?(?:vous |te |t'|l'|le |les )?(?:peux|puis|pouvons|suis|sommes|saurais|souhaite|vais)(?: malheureusement)? (?:pas|point)? ?(?:en mesure|autorisée?|capable|vous|t'|te|pas|aider|fournir|répondre|donner|satisfaire|accéder|partager|divulguer|créer|écrire)`,
  `${WORD_START}(?:je|nous) (?:dois|devons|me vois|refuse|décline)[^.!?]{0,30}(?:refuser|décliner|de |cette demande)`,
  `${WORD_START}(?:il m'est|il nous est) impossible`,
  `${WORD_START}(?:va|vont) à l'encontre (?:de|des|du)`,
];

const spanish = [
  `(?:lo siento|lo lamento|lamento|disculpa|disculpe|perdona|perdón)[^.!?]{0,30}(?:pero|no puedo|no podemos|no es posible)`,
  `${WORD_START}no (?:te |le |les |os |me es |nos es )?(?:puedo|podemos|podré|estoy|estamos|posible|soy capaz)[^.!?]{0,30}(?:ayudar|asistir|proporcionar|dar|ofrecer|responder|cumplir|compartir|autorizad|en condiciones|capacitad|hacer eso|crear|escribir|revelar|brindar|facilitar)`,
  `${WORD_START}(?:debo|tengo que|me veo obligad[oa] a) (?:rechazar|declinar|negarme)`,
  `${WORD_START}me niego a${WORD_END}`,
  `${WORD_START}va en contra de`,
];

const portuguese = [
  `(?:desculpe|desculpa|sinto muito|lamento|peço desculpas?)[^.!?]{0,30}(?:mas|não posso|não podemos|não consigo)`,
  `${WORD_START}não (?:te |lhe |o |me é |é )?(?:posso|podemos|consigo|poderei|estou|possível|sou capaz)[^.!?]{0,30}(?:ajudar|auxiliar|fornecer|dar|oferecer|responder|atender|compartilhar|partilhar|autorizad|em condições|fazer isso|criar|escrever|revelar)`,
  `${WORD_START}(?:devo|tenho que|tenho de|preciso) (?:recusar|negar)`,
  `${WORD_START}recuso-me a${WORD_END}`,
  `${WORD_START}vai contra (?:as|os|a|o|minhas|meus)`,
];

const italian = [
  `(?:mi dispiace|spiacente|ci dispiace|mi scuso|purtroppo)[^.!?]{0,40}(?:ma |non posso|non possiamo|non sono|non è possibile)`,
  `${WORD_START}non (?:ti |le |vi |mi è |ci è |è )?(?:posso|possiamo|sono|siamo|possibile|potrò)[^.!?]{0,30}(?:aiutar|assister|fornir|dare|darti|offrir|risponder|soddisfar|condivider|autorizzat|in grado|farlo|crear|scriver|rivelar)`,
  `${WORD_START}(?:devo|sono costrett[oa] a) (?:rifiutare|declinare|rifiutarmi)`,
  `${WORD_START}mi rifiuto di${WORD_END}`,
  `${WORD_START}va contro (?:le|i|la|il)`,
];

const dutch = [
  `(?:het spijt me|spijt mij|sorry|helaas|excuses)[^.!?]{0,40}(?:maar|kan ik|kunnen we|ik kan|niet)`,
  `${WORD_START}(?:ik|we|wij|daar|daarmee|hiermee|hierbij|dat|dit)? ?(?:kan|kunnen|mag|mogen|zal|wil) (?:ik |we |wij |je |u |jou )?[^.!?]{0,60}(?:niet|geen) ?[^.!?]{0,40}(?:helpen|assisteren|verstrekken|geven|beantwoorden|bieden|delen|voldoen|maken|schrijven|doen|noemen)`,
  `${WORD_START}(?:ik ben|we zijn|wij zijn) niet (?:in staat|bevoegd|gemachtigd|bereid)`,
  `${WORD_START}(?:ik|we) (?:weiger|weigeren|moet[^.!?]{0,20}weigeren)`,
  `${WORD_START}(?:gaat|ingaat) (?:in )?tegen (?:mijn|onze|de)`,
];

/** Punctuation of full width is narrow by now; the full stop is not. */
const japanese = [
  `(?:申し訳|すみません|すいません|恐れ入り|恐縮|残念ながら|ごめんなさい|あいにく)[^。!?]{0,60}(?:手伝い|答え|応え|回答|提供|対応|協力|支援|説明|教え|作成|伝え|開示|案内|助け|応じ|差し控え|断り)[^。!?]{0,20}(?:できません|できかね|出来ません|しかね|致しかね|いたしかね|られません|断り|控え)`,
  `(?:お手伝い|お答え|お応え|回答|提供|協力|支援|説明|作成|お伝え|開示|ご案内|共有|お教え)(?:する(?:こと|事))?(?:は|を|が|も)?(?:できません|できかねます|出来ません|しかねます|いたしかねます|致しかねます|お断り|差し控え|控えさせ)`,
  `(?:ご要望|ご依頼|ご質問|リクエスト|要求|要請)に(?:は)?(?:お答え|お応え|応じ|従う|対応|協力)[^。!?]{0,12}(?:できません|できかね|かねます|られません)`,
  `お断り(?:し|いた|致|させ|申し上げ)`,
];

/** In simplified and traditional characters. */
const chinese = [
  `(?:抱歉|对不起|對不起|很遗憾|很遺憾|不好意思)[^。!?]{0,40}(?:无法|無法|不能|不便|没有办法|沒有辦法|没办法|沒辦法|不会|不會|拒绝|拒絕)[^。!?]{0,20}(?:帮|幫|协助|協助|提供|回答|满足|滿足|讨论|討論|支持|参与|參與|透露|告诉|告訴|生成|创作|創作|分享|教)`,
  `我(?:们|們)?(?:真的|实在|實在|恐怕|目前)?(?:无法|無法|不能|不可以|不会|不會|没办法|沒辦法|不便)(?:为|為|向|给|給|对|對)?(?:您|你)?(?:就此|继续|繼續)?(?:的?请求|的?請求)?(?:帮助|幫助|帮您|幫您|帮你|幫你|帮忙|幫忙|协助|協助|提供|回答|满足|滿足|讨论|討論|支持|鼓励|鼓勵|参与|參與|透露|告诉|告訴|生成|创作|創作|撰写|撰寫|编写|編寫|给出|給出|分享|遵从|配合|教)`,
  `我(?:们|們)?(?:必须|必須|不得不|只能)?(?:拒绝|拒絕|婉拒|谢绝|謝絕)`,
  `(?:作为|作為|身为|身為)(?:一个|一個|一名)?(?:人工智能|人工智慧|ai)[^。!?]{0,20}(?:不能|无法|無法|不会|不會)`,
];

export const refusalPatterns: readonly RegExp[] = [
  ...english,
  ...german,
  ...french,
  ...spanish,
  ...portuguese,
  ...italian,
  ...dutch,
  ...japanese,
  ...chinese,
].map((source) => new RegExp(source, "u"));
