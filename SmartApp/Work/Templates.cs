using SmartApp.Texts;

namespace SmartApp.Work;

/// <summary>Answers that are given every day, in the patient's language; whoever uses one reads it through and changes it.</summary>
internal static class Templates
{
    /// <summary>What scheduling is told to tell; used where a message becomes a visit.</summary>
    public const string Visit = "visit";

    public static readonly IReadOnlyList<string> All = ["result-normal", "result-discuss", "result-repeat", Visit, "refill-sent", "need-more", "call-us", "thanks"];

    public static string TitleOf(string name, string language) => Words.Of(language)[$"template.{name}.title"];

    public static string TextOf(string name, string language) => Words.Of(language)[$"template.{name}.text"];

    /// <summary>A template as a form names it, <c>es/thanks</c>; null for none of ours.</summary>
    public static string? Find(string? choice) =>
        choice?.Split('/') is [var language, var name] && Words.Languages.Contains(language) && All.Contains(name) ? TextOf(name, language) : null;
}
