using System.Collections.Immutable;
using Gateway.References;

namespace Month;

/// <summary>A patient who writes.</summary>
/// <param name="Number">The patient's place.</param>
/// <param name="Given">The first name.</param>
/// <param name="Family">The family's name.</param>
/// <param name="Child">The first name of a child with a chart of its own, if there is one.</param>
internal sealed record Citizen(int Number, string Given, string Family, string? Child)
{
    public PatientId Chart => new($"p{Number}");

    /// <summary>The child's chart.</summary>
    public PatientId ChildsChart => new($"c{Number}");

    /// <summary>What the parent is in it.</summary>
    public ResourceKey AsParent => new("RelatedPerson", $"r{Number}");
}

/// <summary>Everybody who has a chart here.</summary>
internal sealed class Population
{
    private const int ParentsAmong = 5;

    private static readonly string[] Given = ["Alma", "Bruno", "Clara", "Dario", "Edith", "Felix", "Greta", "Hugo", "Irma", "Jonas", "Lena", "Marco", "Nora", "Oscar", "Paula", "Quentin"];
    private static readonly string[] Family = ["Abbot", "Brook", "Castell", "Dorn", "Ewing", "Farrow", "Garner", "Holt", "Ibsen", "Jarvis", "Keller", "Lowry", "Marsh", "Norton"];
    private static readonly string[] Children = ["Timmy", "Johnny", "Danny", "Bobby", "Tommy"];

    public Population(int count) => Citizens =
    [
        .. Enumerable.Range(0, count).Select(number => new Citizen(
            number, Given[number % Given.Length], Family[number / Given.Length % Family.Length], number % ParentsAmong == 0 ? Children[number % Children.Length] : null)),
    ];

    public ImmutableArray<Citizen> Citizens { get; }

    public Citizen? Find(string id) => int.TryParse(id.AsSpan(1), out var number) && number < Citizens.Length ? Citizens[number] : null;
}
