using Microsoft.AspNetCore.Http.HttpResults;

namespace SmartApp.Pages;

/// <summary>Answers with a page that says what went wrong and what to do.</summary>
internal static class Problem
{
    public static IResult Page(int status, string sentence) =>
        new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { [nameof(ProblemPage.Sentence)] = sentence }) { StatusCode = status };
}
