using Gateway.Delivery;

namespace Gateway.Tests.Architecture;

public sealed class TypeShapeTests
{
    /// <summary>Interfaces that may have a single implementation for now: a real seam, named in docs/architecture.md.</summary>
    private static readonly Type[] Seams = [typeof(IEhrConnector)];

    /// <summary>What the Sandbox and the tests build the gateway with.</summary>
    private static readonly Type[] Doors = [typeof(GatewayHost), typeof(Program)];

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        var open = GatewayArchitecture.Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

        Assert.NotEmpty(GatewayArchitecture.Types);
        Assert.Empty(open);
    }

    [Fact]
    public void Types_are_internal_but_for_the_host() =>
        Assert.Equal(Doors, GatewayArchitecture.Types.Where(type => type.IsPublic).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void An_interface_has_two_lives()
    {
        var lonely = GatewayArchitecture.Types
            .Where(type => type.IsInterface && !type.IsAssignableTo(typeof(IAddressable)) && !Seams.Contains(type))
            .Where(type => GatewayArchitecture.Types.Count(other => !other.IsInterface && !other.IsAbstract && other.IsAssignableTo(type)) < 2);

        Assert.Empty(lonely);
    }
}
