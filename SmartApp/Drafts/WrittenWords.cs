namespace SmartApp.Drafts;

/// <summary>What somebody had written in a form that could not be taken, as a page shows it to her.</summary>
/// <param name="Text">The words.</param>
/// <param name="Said">What else was filled in, each with what was asked.</param>
/// <param name="Files">What was chosen to go with it.</param>
/// <param name="IsKept">It is there again when she comes back to the same page.</param>
internal sealed record WrittenWords(string Text, IReadOnlyList<(string Label, string Value)> Said, IReadOnlyList<string> Files, bool IsKept)
{
    public bool IsNothing => string.IsNullOrWhiteSpace(Text) && Said.Count == 0 && Files.Count == 0;

    public static WrittenWords In(IFormCollection form, bool isOurs, bool isKept) =>
        new(form[Launch.LaunchAuthentication.TextField].ToString(), PostedForm.Said(form, isOurs), PostedForm.Files(form), isKept);
}
