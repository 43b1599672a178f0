using System.Collections.Frozen;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>All institutions and networks at one moment; never changed, only replaced as a whole.</summary>
public sealed class InstitutionDirectory
{
    /// <summary>Makes a directory of what was read and checked.</summary>
    public InstitutionDirectory(IEnumerable<Institution> institutions, IEnumerable<Network> networks)
    {
        Institutions = institutions.ToFrozenDictionary(institution => institution.Code);
        Networks = networks.ToFrozenDictionary(network => network.Id);
    }

    /// <summary>Institutions by code.</summary>
    public FrozenDictionary<string, Institution> Institutions { get; }

    /// <summary>Networks by id.</summary>
    public FrozenDictionary<string, Network> Networks { get; }
}
