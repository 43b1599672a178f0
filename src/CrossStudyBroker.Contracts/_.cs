namespace CrossStudyBroker.Contracts;
