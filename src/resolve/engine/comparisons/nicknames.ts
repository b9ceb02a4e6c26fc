/** Short and pet forms of given names, each row one name; the first stands for all. Latin script, folded. */
const GROUPS = `
robert rob robbie robby bob bobby bert robt rupert|william will willie willy bill billy wm liam|richard rich richie rick ricky dick dickie
john jon jack johnny johnnie jock ian|james jim jimmy jimmie jamie jas|charles charlie charley chas chuck chip|edward ed eddie eddy ted teddy ned edw
thomas tom tommy tommie thos|henry harry hal hank harold|george georgie geo|joseph joe joey jos|samuel sam sammy saml|benjamin ben benny benjy benj
daniel dan danny danl|david dave davy davie dai|michael mike mick micky mickey mikey|nicholas nick nicky nicolas nico|matthew matt matty
christopher chris kit topher kester|anthony tony antony ant|andrew andy drew|alexander alex alec alick sandy sasha xander|frederick fred freddie freddy fredk
francis frank frankie|philip phil pip phillip|peter pete|patrick pat paddy|stephen steve stevie steven|lawrence larry lawrie laurence laurie
leonard len lenny leo|arthur art arty artie|albert al bertie|alfred alf alfie fred|walter wally walt wat|ronald ron ronnie|donald don donnie
kenneth ken kenny|raymond ray|gerald gerry jerry jerome|gregory greg|douglas doug dougie|timothy tim timmy|theodore theo|nathaniel nat nathan nate
zachary zach zack zac|jacob jake|joshua josh|jonathan jonny jonathon|geoffrey geoff jeff jeffrey|terence terry terrence|victor vic|vincent vince vinny
reginald reg reggie|percival percy|sidney sid sydney syd|stanley stan|ernest ernie|archibald archie|augustus gus august|bartholomew bart bat
cuthbert cuddy|edmund edmond ned|eugene gene|gilbert gil|herbert herb herbie|hugh hughie huw|isaac ike|jeremiah jerry jem|maurice morris
maximilian max|oliver ollie noll|oswald ozzie|rodney rod|roger rodge hodge|rudolph rudy rudolf|simon si|solomon sol|sylvester sly|tobias toby
elizabeth liz lizzie lizzy beth betty betsy bess bessie eliza elisabeth libby lisa elsie lilibet|margaret maggie meg peggy marge margie madge daisy greta rita maisie
mary molly polly may mae minnie moll marie maria|catherine cathy kate katie kathy kitty katherine kathleen katharine kathryn cath kath kay
anne ann annie nan nancy nanny anna hannah|sarah sally sadie sara|jane jenny jean janet janie jennie|jennifer jenny jen jenni|susan sue susie suzy susanna susannah suzanne
martha matty patty mattie|frances fanny fran francie frannie|ellen nell nellie helen nelly eleanor elaine ella lena|dorothy dot dotty dolly dora dottie
alice allie ally|amelia millie amy milly|emily em emmy|emma em|charlotte lottie lotty charlie|caroline carrie carol caro carolyn|christina chris tina christine chrissie christiana
florence flo flossie florrie|georgina georgie georgiana|gertrude gertie trudy|harriet hattie harriett harriot|henrietta etta hetty|isabella bella isabel belle isobel izzy
jacqueline jackie jacqui|jessica jess jessie|josephine jo josie|judith judy|julia julie jules juliet|lillian lily lilian lil|louisa lou louise lulu
lucy lucinda lucie|matilda tilly tilda mattie maud|mildred millie|pamela pam|patricia pat patty trish tricia patsy|penelope penny|philippa pippa pip
rebecca becky becca|rosemary rose rosie|samantha sam sammy|sophia sophie sophy|theresa terry tess tessa teresa|victoria vicky tori vicki|virginia ginny
winifred win winnie freda|abigail abby gail|agnes aggie nessie|alexandra alex sandra sandy|amanda mandy|angela angie|barbara babs barb|beatrice bea trixie
bridget biddy bridie|cecilia cissie cecily celia|constance connie|cordelia delia|cynthia cindy|deborah debbie deb debra|edith edie|edna eddie|eveline eve evie evelyn
geraldine gerry|gwendoline gwen|imogen immy|joan joanie|katrina trina|lavinia vinnie|madeline maddie madeleine|marjorie marge|melissa mel|melanie mel|natalie nat|nicole nikki nicola nicky
olivia liv livvy|rachel rae|roberta bobbie|stephanie steph|sylvia syl silvia|ursula ursie|valerie val|vivian viv vivienne|wilhelmina minnie wilma mina`;

const CANONICAL: ReadonlyMap<string, readonly string[]> = buildIndex();

function buildIndex(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const group of GROUPS.split(/[|\n]/)) {
    const names = group.trim().split(' ');
    const head = names[0] ?? '';
    if (head === '') continue;
    for (const name of names) index.set(name, [...(index.get(name) ?? []), head]);
  }
  return index;
}

/** The full names that a form may stand for; the form itself when none is known. `jenny` may be Jane or Jennifer. */
export function fullNamesOf(token: string): readonly string[] {
  return CANONICAL.get(token) ?? [token];
}
