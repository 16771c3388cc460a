using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>A page in one of its states, as somebody in the <see cref="FullHouse"/> comes to it.</summary>
/// <param name="Who">Who comes.</param>
/// <param name="Template">The page, as its route says.</param>
/// <param name="Shows">What is to be seen there: an empty page is not taken for it.</param>
internal sealed record Visit(string Who, string Template, string Shows)
{
    /// <summary>Whose page it is: one of the house's ids, by its name.</summary>
    public string Of { get; init; } = "";

    /// <summary>What the address ends with; in braces, one of the house's ids.</summary>
    public string Query { get; init; } = "";

    /// <summary>What she does there, as often as she likes: nothing is used up by it.</summary>
    public Func<IPage, Task>? DoAsync { get; init; }

    /// <summary>It is printed: the conversation, and nothing around it.</summary>
    public bool IsPrinted { get; init; }

    /// <summary>Where it is, in a launch.</summary>
    public string AddressIn(string launch, IReadOnlyDictionary<string, string> ids) =>
        Regex.Replace(Template + Query, "{([A-Za-z]+)(:int)?}", name => name.Groups[1].Value is "Handle" ? launch : ids[name.Groups[1].Value is "Id" or "Number" ? Of : name.Groups[1].Value]);

    /// <summary>For whoever reads of a fault.</summary>
    public override string ToString() => $"{Template}{Query} ({Shows})";
}
