using System.Collections.Frozen;

namespace Gateway.Policies;

/// <summary>Members of the document that are not rules of themselves, and those that no override may touch.</summary>
internal static class PolicyMembers
{
    public const string Schema = "$schema";
    public const string Version = "version";
    public const string Effective = "effective";
    public const string Departments = "departments";
    public const string Practitioners = "practitioners";

    /// <summary>In a practitioner's part: whose rules it is laid over.</summary>
    public const string Department = "department";

    /// <summary>What says how the document as a whole is used; the rules are the rest.</summary>
    public static readonly FrozenSet<string> AroundTheRules = [Schema, Effective, Departments, Practitioners];

    /// <summary>
    /// Who may write into a chart follows from whose chart it is, and not from whom one writes to: a sender could choose the laxer one. What is
    /// billed is the practice's, for the time of all who answer a patient counts together.
    /// </summary>
    public static readonly FrozenSet<string> OrganisationOnly = [.. AroundTheRules, Version, "proxies", "evisits"];
}
