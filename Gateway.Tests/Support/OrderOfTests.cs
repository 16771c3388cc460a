using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(OrderOfTests))]
[assembly: TestClassOrderer(typeof(OrderOfTests))]
[assembly: TestMethodOrderer(typeof(OrderOfTests))]

namespace Gateway.Tests.Support;

/// <summary>
/// Shuffles tests by their names and a number, FHIRMESSAGING_TEST_ORDER (0 unless set): a run in another folder keeps the order of this one,
/// where xunit's own order changes with the path, and another number finds tests that lean on what an earlier one left.
/// </summary>
public sealed class OrderOfTests : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer
{
    private static readonly ulong Number = ulong.TryParse(Environment.GetEnvironmentVariable("FHIRMESSAGING_TEST_ORDER"), out var number) ? number : 0;

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => Shuffled(testCollections, collection => collection.TestCollectionDisplayName.Split(" (id:")[0]);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : ITestClass
        => Shuffled(testClasses, type => type?.TestClassName ?? "");

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : ITestMethod
        => Shuffled(testMethods, method => method?.MethodName ?? "");

    private static T[] Shuffled<T>(IReadOnlyCollection<T> those, Func<T, string> name)
        => [.. those.OrderBy(one => Place(name(one))).ThenBy(name, StringComparer.Ordinal)];

    private static ulong Place(string name) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Number} {name}")));
}
