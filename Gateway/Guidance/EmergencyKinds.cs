using System.Collections.Frozen;

namespace Gateway.Guidance;

/// <summary>Which red flags call for other help than the emergency number alone.</summary>
internal static class EmergencyKinds
{
    private static readonly FrozenDictionary<string, EmergencyKind> Special = new Dictionary<string, EmergencyKind>
    {
        ["suicidal-wish"] = EmergencyKind.SuicidalCrisis,
        ["suicide-plan"] = EmergencyKind.SuicidalCrisis,
        ["suicide-by-arithmetic"] = EmergencyKind.SuicidalCrisis,
        ["suicide-other-with-means"] = EmergencyKind.SuicidalCrisis,
        ["suicide-other-said"] = EmergencyKind.SuicidalCrisis,
        ["child-poisoned"] = EmergencyKind.Poisoning,
        ["overdose-now"] = EmergencyKind.Poisoning,
        ["overdose-by-number"] = EmergencyKind.Poisoning,
        ["opioid-poisoning"] = EmergencyKind.Poisoning,
        ["methotrexate-daily"] = EmergencyKind.Poisoning,
        ["lithium-or-digoxin-toxic"] = EmergencyKind.Poisoning,
        ["wild-mushrooms"] = EmergencyKind.Poisoning,
        ["carbon-monoxide"] = EmergencyKind.Poisoning,
        ["alcohol-poisoning"] = EmergencyKind.Poisoning,
        ["medicine-mix-up"] = EmergencyKind.Poisoning,
    }.ToFrozenDictionary();

    /// <summary>The flags that are named here.</summary>
    public static IEnumerable<string> Flags => Special.Keys;

    public static EmergencyKind Of(string flag) => Special.GetValueOrDefault(flag, EmergencyKind.Emergency);

    /// <summary>The kind as clients read it.</summary>
    public static string CodeOf(EmergencyKind kind) => kind switch
    {
        EmergencyKind.SuicidalCrisis => "suicidal-crisis",
        EmergencyKind.Emergency => "emergency",
        EmergencyKind.Poisoning => "poisoning",
    };
}
