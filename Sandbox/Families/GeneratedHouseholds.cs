namespace Sandbox.Families;

/// <summary>The many other families of the clinic: the same ones for everybody, from a fixed seed.</summary>
internal sealed class GeneratedHouseholds
{
    public const int Number = 200;

    private readonly Dice _dice = new(20150601);
    private readonly HashSet<string> _ids = [];

    private GeneratedHouseholds()
    {
    }

    public static IReadOnlyList<Household> All(int number = Number)
    {
        var clinic = new GeneratedHouseholds();
        return [.. Enumerable.Range(0, number).Select(_ => clinic.Next())];
    }

    private Household Next()
    {
        var culture = _dice.Pick(Culture.All);
        var family = _dice.Pick(culture.Families);
        var parents = Parents(culture, family);
        var children = Children(culture, family, parents[0].Age);
        var proxies = children.SelectMany(child => ActingFor(child, parents)).ToList();
        var people = parents.Concat(children).ToList();
        if (_dice.OneIn(5))
        {
            var grandmother = Make(culture, family, "female", parents[0].Age + _dice.Between(22, 34));
            people.Add(grandmother);
            // An elderly parent is cared for by a grown child; some grandparents act for a grandchild.
            proxies.Add(new Proxy(parents[0], grandmother, "CHILD"));
            proxies.AddRange(children.Take(1).Where(child => child.Age < 12).Select(child => new Proxy(grandmother, child, "GRPRN")));
        }

        return new Household(people, proxies);
    }

    private List<Person> Parents(Culture culture, string family)
    {
        var age = _dice.Between(26, 55);
        var first = Make(culture, family, _dice.OneIn(3) ? "male" : "female", age);
        return _dice.OneIn(3)
            ? [first]
            : [first, Make(culture, family, first.Gender == "male" ? "female" : "male", age + _dice.Between(0, 6))];
    }

    private List<Person> Children(Culture culture, string family, int parentAge) =>
        [.. Enumerable.Range(0, _dice.Between(0, 4))
            .Select(_ => Make(culture, family, _dice.OneIn(2) ? "male" : "female", _dice.Between(0, Math.Min(22, parentAge - 19))))];

    private IEnumerable<Proxy> ActingFor(Person child, List<Person> parents) =>
        parents.Take(_dice.OneIn(3) ? 2 : 1).Where(_ => child.Age < 18).Select(parent => new Proxy(parent, child, RoleOf(parent)));

    private string RoleOf(Person parent) => _dice.OneIn(8) ? "PRN" : parent.Gender == "female" ? "MTH" : "FTH";

    private Person Make(Culture culture, string family, string gender, int age)
    {
        var given = _dice.Pick(gender == "female" ? culture.Women : culture.Men);
        var plain = $"{given}-{family}".ToLowerInvariant();
        var id = plain;
        for (var number = 2; !_ids.Add(id); number++)
        {
            id = $"{plain}-{number}";
        }

        return new Person(id, given, family, gender, age) { DaysPastBirthday = _dice.Between(1, 300) };
    }
}
