namespace Gateway.Subjects;

/// <summary>What relationships imply for each other: whether "my little one" can be a son, and what a mother's patient is to her.</summary>
internal static class Kinship
{
    /// <summary>What the chart's person is to the sender, from the sender's role in RelatedPerson.relationship (v3-RoleCode).</summary>
    public static string OfProxied(string senderRoleCode, Sex sexOfPatient) => senderRoleCode.ToUpperInvariant() switch
    {
        "MTH" or "FTH" or "PRN" or "NMTH" or "NFTH" or "NPRN" or "ADOPTM" or "ADOPTF" or "ADOPTP" or "STPMTH" or "STPFTH" or "STPPRN"
            or "GUARD" => Sexed(sexOfPatient, "daughter", "son", "child"),
        "SON" or "DAU" or "CHILD" or "NCHILD" or "CHLDADOPT" or "SONC" or "DAUC" or "STPCHLD" => Sexed(sexOfPatient, "mother", "father", "parent"),
        "HUSB" or "WIFE" or "SPS" => Sexed(sexOfPatient, "wife", "husband", "partner"),
        "DOMPART" or "SIGOTHR" => "partner",
        "GRMTH" or "GRFTH" or "GRPRN" => Sexed(sexOfPatient, "granddaughter", "grandson", "grandchild"),
        "GRNDCHILD" or "GRNDSON" or "GRNDDAU" => Sexed(sexOfPatient, "grandmother", "grandfather", "grandparents"),
        "BRO" or "SIS" or "SIB" => Sexed(sexOfPatient, "sister", "brother", "sibling"),
        "AUNT" or "UNCLE" => Sexed(sexOfPatient, "niece", "nephew", "relative"),
        "FRND" => "friend",
        _ => "relative",
    };

    /// <summary>Whether somebody called <paramref name="said"/> can be the person recorded as <paramref name="recorded"/>.</summary>
    public static bool MayBe(string said, string recorded) =>
        said == recorded || recorded.Length == 0 || recorded.StartsWith(said, StringComparison.Ordinal) && recorded.EndsWith("-in-law", StringComparison.Ordinal) || FamilyOf(said) is var family && family.Length > 0 && family == FamilyOf(recorded)
            && (IsWide(said) || IsWide(recorded));

    /// <summary>What a relative's relative is to the sender, as far as we tell them apart: "my wife's mother", "the son of my brother".</summary>
    public static string OfRelative(Kin whose, Kin who) => (FamilyOf(whose.Relationship), who.Relationship) switch
    {
        ("partners", "mother" or "father" or "sister" or "brother") => $"{who.Relationship}-in-law",
        ("partners", "son" or "daughter" or "child" or "grandmother" or "grandfather" or "grandson" or "granddaughter" or "niece" or "nephew" or "aunt"
            or "uncle" or "cousin") => who.Relationship,
        ("parents", "mother") => "grandmother",
        ("parents", "father") => "grandfather",
        ("parents", "sister") => "aunt",
        ("parents", "brother") => "uncle",
        ("parents", "husband" or "wife" or "partner" or "boyfriend" or "girlfriend") => "relative",
        ("children", "son") => "grandson",
        ("children", "daughter") => "granddaughter",
        ("children", "child" or "baby" or "twins") => "grandchild",
        ("children", "wife") => "daughter-in-law",
        ("children", "husband") => "son-in-law",
        ("children", "friend") => "friends_child",
        ("siblings", "son") => "nephew",
        ("siblings", "daughter") => "niece",
        ("siblings", "wife") => "sister-in-law",
        ("siblings", "husband") => "brother-in-law",
        _ => whose.Relationship is "friend" or "neighbor" or "coworker" && who.Generation is Generation.Child ? "friends_child" : "relative",
    };

    /// <summary>What a word that tells no sex becomes once a pronoun has told it: "my 5 yr old … her" is a daughter.</summary>
    public static string Sexed(string relationship, Sex sex) => relationship switch
    {
        "child" => Sexed(sex, "daughter", "son", relationship),
        "grandchild" => Sexed(sex, "granddaughter", "grandson", relationship),
        "parent" => Sexed(sex, "mother", "father", relationship),
        "sibling" => Sexed(sex, "sister", "brother", relationship),
        "fiance" or "fiancee" => Sexed(sex, "fiancee", "fiance", relationship),
        _ => relationship,
    };

    /// <summary>Those whose illnesses are a writer's family history.</summary>
    public static bool IsBloodElder(string relationship) =>
        relationship is "mother" or "father" or "parents" or "parent" or "grandmother" or "grandfather" or "grandparents" or "aunt" or "uncle"
            or "brother" or "sister" or "sibling" or "cousin" or "relative";

    private static string Sexed(Sex sex, string female, string male, string unknown) => sex switch
    {
        Sex.Female => female,
        Sex.Male => male,
        Sex.Unknown => unknown,
    };

    private static bool IsWide(string relationship) =>
        relationship is "child" or "baby" or "twins" or "unknown" or "parent" or "parents" or "partner" or "grandchild" or "grandparents" or "sibling";

    private static string FamilyOf(string relationship) => relationship switch
    {
        "son" or "daughter" or "child" or "baby" or "twins" => "children",
        "mother" or "father" or "parent" or "parents" => "parents",
        "husband" or "wife" or "partner" or "boyfriend" or "girlfriend" or "fiance" or "fiancee" => "partners",
        "grandson" or "granddaughter" or "grandchild" => "grandchildren",
        "grandmother" or "grandfather" or "grandparents" => "grandparents",
        "brother" or "sister" or "sibling" => "siblings",
        _ => "",
    };
}
