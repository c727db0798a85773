import { Controller } from '@nestjs/common';
import { employeeSnapshot, unitSnapshot, type EmployeeSnapshot, type ServiceName, type UnitSnapshot } from '@siger/contracts';
import { OnEventBatch, OnTombstone, readModel } from '@siger/messaging';
import { transaction } from '@siger/service';
import { forgetPerson, rememberPeople, rememberUnits } from './remember.js';

/** The consumer `<service>.directory`: each service keeps its own copy under its own name. */
export const directoryConsumer = (service: ServiceName) => {
  const directory = readModel({
    consumer: `${service}.directory`,
    tables: ['directory_units', 'directory_people', 'directory_placements', 'directory_raters'],
  });

  @Controller()
  class DirectoryConsumer {
    @OnEventBatch(unitSnapshot, { ...directory, max: 500 })
    units(snapshots: UnitSnapshot[]): Promise<void> {
      return rememberUnits(transaction(), snapshots);
    }

    @OnEventBatch(employeeSnapshot, { ...directory, max: 500 })
    people(snapshots: EmployeeSnapshot[]): Promise<void> {
      return rememberPeople(transaction(), snapshots);
    }

    @OnTombstone('employee.snapshot', directory)
    forget(employeeId: string): Promise<void> {
      return forgetPerson(transaction(), employeeId);
    }
  }
  return DirectoryConsumer;
};
