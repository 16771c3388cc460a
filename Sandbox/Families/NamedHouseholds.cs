namespace Sandbox.Families;

/// <summary>The families with fixed ids that documentation and tests speak of.</summary>
internal static class NamedHouseholds
{
    public static readonly Person Susie = new("susie-smith", "Susie", "Smith", "female", 38) { ProxyName = "susie" };
    public static readonly Person Mark = new("mark-smith", "Mark", "Smith", "male", 41);
    public static readonly Person Johnny = new("johnny-smith", "Johnny", "Smith", "male", 6) { ProxyName = "johnny" };
    public static readonly Person Emma = new("emma-smith", "Emma", "Smith", "female", 15) { ProxyName = "emma" };

    private static readonly Person _robertSenior = new("robert-smith-sr", "Robert", "Smith", "male", 67);
    private static readonly Person _robertJunior = new("robert-smith-jr", "Robert", "Smith", "male", 34) { DaysPastBirthday = 101 };
    private static readonly Person _ana = new("ana-diaz", "Ana", "Diaz", "female", 44) { ProxyName = "ana" };
    private static readonly Person _luis = new("luis-diaz", "Luis", "Diaz", "male", 9) { ProxyName = "luis" };

    /// <summary>One person who was registered twice, family name first and last; the clinic has merged the two.</summary>
    private static readonly Person _weiChen = new("wei-chen", "Wei", "Chen", "female", 52) { Replaces = "chen-wei" };
    private static readonly Person _chenWei = new("chen-wei", "Chen", "Wei", "female", 52) { ReplacedBy = "wei-chen" };

    public static IReadOnlyList<Household> All { get; } =
    [
        new([Susie, Mark, Johnny, Emma], [new(Susie, Johnny, "MTH"), new(Susie, Emma, "MTH")]),
        new([_robertSenior, _robertJunior], []),
        new([_ana, _luis], [new(_ana, _luis, "MTH") { EndedDaysAgo = 90 }]),
        new([_weiChen, _chenWei], []),
    ];
}
