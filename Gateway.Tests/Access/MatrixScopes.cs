namespace Gateway.Tests.Access;

/// <summary>What a token's scopes are, and what they mean by the words of SMART App Launch; the text is never read by the oracle.</summary>
internal sealed record MatrixScopes(string Name, params MatrixScopes.Scope[] Scopes)
{
    public const string Tag = "urn:matrix|red";
    private const string Category = "http://terminology.hl7.org/CodeSystem/communication-category|notification";

    public static IReadOnlyList<MatrixScopes> All { get; } =
    [
        new("everything of the patient", new Scope("patient/*.cruds", 'p', null, "cruds")),
        new("everything of the user", new Scope("user/*.cruds", 'u', null, "cruds")),
        new("everything", new Scope("system/*.cruds", 's', null, "cruds")),
        new("messages of the patient", new Scope("patient/Communication.rs", 'p', "Communication", "rs"), new Scope("patient/Task.r", 'p', "Task", "r")),
        new("version 1", new Scope("patient/*.read", 'p', null, "rs"), new Scope("user/CommunicationRequest.write", 'u', "CommunicationRequest", "cud")),
        new("notifications", new Scope($"patient/Communication.rus?category={Category}", 'p', "Communication", "rus") { Of = Content.Notification }),
        new("what is red", new Scope($"user/*.cruds?_tag={Tag}", 'u', null, "cruds") { Of = Content.Red }),
        new("red notifications or all tasks", new Scope($"user/Communication.rs?_tag={Tag}&category=x,{Category}", 'u', "Communication", "rs") { Of = Content.Red | Content.Notification }, new Scope("user/Task.rs", 'u', "Task", "rs")),
        new("a modifier", new Scope($"user/*.cruds?_tag:not={Tag}", 'u', null, "cruds") { IsNotEvaluated = true }),
        new("an unknown parameter", new Scope($"system/*.cruds?_tag={Tag}&colour=red", 's', null, "cruds") { IsNotEvaluated = true }),
        new("searches only", new Scope("user/*.s", 'u', null, "s")),
        new("nothing", new Scope("openid", 'n', null, string.Empty)),
    ];

    /// <param name="Text">As the token has it.</param>
    /// <param name="Level">p, u or s.</param>
    /// <param name="Type">The type; all if null.</param>
    /// <param name="Letters">What may be done.</param>
    internal sealed record Scope(string Text, char Level, string? Type, string Letters)
    {
        /// <summary>All that a resource must be.</summary>
        public Content Of { get; init; }

        /// <summary>It asks what the document says is not evaluated.</summary>
        public bool IsNotEvaluated { get; init; }
    }

    /// <summary>What a version is, as far as scopes ask.</summary>
    [Flags]
    internal enum Content
    {
        Plain = 0,
        Red = 1,
        Notification = 2,
    }
}
